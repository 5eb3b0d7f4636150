package io.ringfence.ops.config;

import org.agrona.DirectBuffer;

/** Takes configuration commands in the order in which they must be journaled. */
@FunctionalInterface
public interface CommandSink {
    void accept(DirectBuffer command, int offset, int length);
}
