package io.ringfence.journal;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Compares records. */
public final class RecordBytes {
    private RecordBytes() {}

    /** Index of the first byte that differs, or the shorter length; -1 when both are equal. */
    public static int mismatch(
            DirectBuffer a, int aOffset, int aLength, DirectBuffer b, int bOffset, int bLength) {
        int common = Math.min(aLength, bLength);
        int at = 0;
        while (at + Long.BYTES <= common
                && a.getLong(aOffset + at, ByteOrder.LITTLE_ENDIAN)
                        == b.getLong(bOffset + at, ByteOrder.LITTLE_ENDIAN)) {
            at += Long.BYTES;
        }
        while (at < common && a.getByte(aOffset + at) == b.getByte(bOffset + at)) {
            at++;
        }
        return at == common && aLength == bLength ? -1 : at;
    }
}
