package io.ringfence.ops.simtest;

import io.ringfence.engine.pipeline.CommandClass;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One command on its way to the core.
 *
 * @param id its own number, which travels as the correlation id
 * @param trip goes beside the ring
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never changed, never compared
record Message(long id, byte[] bytes, CommandClass commandClass, boolean trip) {
    private static final int CORRELATION_AT = 8;

    static long idOf(DirectBuffer command, int offset) {
        return command.getLong(offset + CORRELATION_AT, ByteOrder.LITTLE_ENDIAN);
    }

    static long sourceOf(DirectBuffer command, int offset) {
        return command.getLong(offset + CORRELATION_AT + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    static int keyOf(DirectBuffer command, int offset) {
        return command.getInt(offset + CORRELATION_AT + 2 * Long.BYTES + Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    /** The same request under another number: what a client sends again. */
    Message again(long newId) {
        byte[] copy = bytes.clone();
        new UnsafeBuffer(copy).putLong(CORRELATION_AT, newId, ByteOrder.LITTLE_ENDIAN);
        return new Message(newId, copy, commandClass, trip);
    }
}
