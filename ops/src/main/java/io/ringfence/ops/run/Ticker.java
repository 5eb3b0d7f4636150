package io.ringfence.ops.run;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandPublisher;

/** Sends a TIMER every second; one that finds no room is skipped, which is harmless. */
final class Ticker {
    private final CommandPublisher publisher;
    private final CommandWriter writer = new CommandWriter();

    Ticker(CommandPublisher publisher) {
        this.publisher = publisher;
    }

    void tick() {
        writer.timer();
        CommandPublisher.Result result =
                publisher.publish(CommandClass.CANCEL, writer.buffer(), 0, writer.length(), System.nanoTime());
        if (result == CommandPublisher.Result.DEAD) {
            throw new IllegalStateException("the core has stopped");
        }
    }
}
