package io.ringfence.gateway.snapshot;

import io.ringfence.engine.snapshot.SnapshotSink;
import io.ringfence.engine.snapshot.SnapshotWriter;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Packs small entries into sections. A section is a version (2 bytes), then entries; an entry is a tag (1 byte) and its
 * fields, and never crosses into the next section. Little endian; a text is its length (2 bytes) and UTF-8.
 */
public final class EntryWriter {
    private static final int VERSION_BYTES = 2;

    private final SnapshotSink sink;
    private final int version;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[SnapshotWriter.MAX_SECTION_LENGTH]);
    private int end;

    public EntryWriter(SnapshotSink sink, int version) {
        this.sink = sink;
        this.version = version;
        start();
    }

    private void start() {
        buffer.putShort(0, (short) version, ByteOrder.LITTLE_ENDIAN);
        end = VERSION_BYTES;
    }

    /**
     * Begins an entry.
     *
     * @param atMost the bytes that it can need, its texts included
     */
    public EntryWriter entry(int tag, int atMost) {
        if (end + 1 + atMost > buffer.capacity()) {
            sink.section(buffer, 0, end);
            start();
        }
        return put8(tag);
    }

    public EntryWriter put8(int value) {
        buffer.putByte(end++, (byte) value);
        return this;
    }

    public EntryWriter put32(int value) {
        buffer.putInt(end, value, ByteOrder.LITTLE_ENDIAN);
        end += Integer.BYTES;
        return this;
    }

    public EntryWriter put64(long value) {
        buffer.putLong(end, value, ByteOrder.LITTLE_ENDIAN);
        end += Long.BYTES;
        return this;
    }

    public EntryWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        buffer.putShort(end, (short) utf8.length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(end + Short.BYTES, utf8);
        end += Short.BYTES + utf8.length;
        return this;
    }

    /** Hands over the last section. */
    public void finish() {
        sink.section(buffer, 0, end);
    }
}
