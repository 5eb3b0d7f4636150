package io.ringfence.gateway.snapshot;

import io.ringfence.engine.snapshot.SnapshotException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Reads what {@link EntryWriter} packed. */
public final class EntryReader {
    private final DirectBuffer buffer;
    private final int end;
    private int next;

    /** @throws SnapshotException if the section is of another version than this */
    public EntryReader(DirectBuffer buffer, int offset, int length, int version, String what) {
        this.buffer = buffer;
        int found = buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        if (found != version) {
            throw new SnapshotException(
                    "The snapshot keeps " + what + " in version " + found + ", this build knows version " + version);
        }
        next = offset + Short.BYTES;
        end = offset + length;
    }

    public boolean hasNext() {
        return next < end;
    }

    public int get8() {
        return buffer.getByte(next++);
    }

    public int get32() {
        next += Integer.BYTES;
        return buffer.getInt(next - Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    public long get64() {
        next += Long.BYTES;
        return buffer.getLong(next - Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }

    public String text() {
        byte[] utf8 = new byte[buffer.getShort(next, ByteOrder.LITTLE_ENDIAN) & 0xFFFF];
        buffer.getBytes(next + Short.BYTES, utf8);
        next += Short.BYTES + utf8.length;
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
