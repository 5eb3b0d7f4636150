package io.ringfence.ops.simtest;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandClass;

/** Numbers every message that is sent, so that each answer finds its question and nothing can be invented unseen. */
final class Numbers {
    private long last;

    long next() {
        return ++last;
    }

    /** What the writer holds, under the number given last. */
    Message message(CommandWriter write, int length, CommandClass commandClass, boolean trip) {
        byte[] bytes = new byte[length];
        write.buffer().getBytes(0, bytes);
        return new Message(last, bytes, commandClass, trip);
    }
}
