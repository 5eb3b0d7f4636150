package io.ringfence.gateway;

import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandPublisher;
import org.agrona.DirectBuffer;

/**
 * The only way from the edges into the core. An interface because the gateway may one day live in a process of its own,
 * with the ring behind shared memory.
 */
public interface CommandPort {
    CommandPublisher.Result publish(
            CommandClass commandClass, DirectBuffer command, int offset, int length, long publishedAtNanos);

    /** A trip goes past every command that waits. */
    CommandPublisher.Result publishKill(DirectBuffer command, int offset, int length);

    /** Commands that wait. */
    long depth();

    int capacity();

    static CommandPort of(CommandPublisher publisher) {
        return new CommandPort() {
            @Override
            public CommandPublisher.Result publish(
                    CommandClass commandClass, DirectBuffer command, int offset, int length, long publishedAtNanos) {
                return publisher.publish(commandClass, command, offset, length, publishedAtNanos);
            }

            @Override
            public CommandPublisher.Result publishKill(DirectBuffer command, int offset, int length) {
                return publisher.publishKill(command, offset, length);
            }

            @Override
            public long depth() {
                return publisher.depth();
            }

            @Override
            public int capacity() {
                return publisher.capacity();
            }
        };
    }
}
