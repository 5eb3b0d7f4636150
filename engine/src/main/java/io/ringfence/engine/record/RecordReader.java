package io.ringfence.engine.record;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Walks the messages of one commit record: the command first, then the decision and the events. Reusable. */
public final class RecordReader {
    private @Nullable DirectBuffer buffer;
    private int end;
    private int next;
    private int messageOffset;
    private int messageLength;
    private int recordOffset;

    public RecordReader wrap(DirectBuffer record, int offset, int length) {
        buffer = record;
        recordOffset = offset;
        next = offset + RecordFrame.HEADER_LENGTH;
        end = offset + length - RecordFrame.CRC_LENGTH;
        return this;
    }

    /** Moves to the next message; false behind the last one. */
    public boolean next() {
        if (next >= end) {
            return false;
        }
        messageLength = record().getShort(next, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        messageOffset = next + RecordFrame.MESSAGE_PREFIX_LENGTH;
        next = messageOffset + messageLength;
        return true;
    }

    public DirectBuffer record() {
        if (buffer == null) {
            throw new IllegalStateException("no record was wrapped");
        }
        return buffer;
    }

    public long sequence() {
        return RecordFrame.sequence(record(), recordOffset);
    }

    public long timestampNanos() {
        return RecordFrame.timestampNanos(record(), recordOffset);
    }

    /** Offset of the message's SBE header. */
    public int messageOffset() {
        return messageOffset;
    }

    /** Bytes of the message, its SBE header included. */
    public int messageLength() {
        return messageLength;
    }

    public int templateId() {
        return RecordFrame.templateId(record(), messageOffset);
    }

    public int blockLength() {
        return record().getShort(messageOffset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    public int version() {
        return RecordFrame.schemaVersion(record(), messageOffset);
    }
}
