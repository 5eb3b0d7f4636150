package io.ringfence.journal;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Compares records, many bytes at a time and without allocating. Not safe for two threads. */
public final class RecordComparison {
    private @Nullable ByteBuffer lastA;
    private @Nullable ByteBuffer lastB;
    private ByteBuffer viewA = ByteBuffer.allocate(0);
    private ByteBuffer viewB = ByteBuffer.allocate(0);

    /** Index of the first byte that differs, or the shorter length; -1 when both are equal. */
    @SuppressWarnings("ReferenceEquality") // a view is kept for the same buffer, not for an equal one
    public int mismatch(DirectBuffer a, int aOffset, int aLength, DirectBuffer b, int bOffset, int bLength) {
        ByteBuffer bytesA = a.byteBuffer();
        ByteBuffer bytesB = b.byteBuffer();
        if (bytesA == null || bytesB == null) {
            return slow(a, aOffset, aLength, b, bOffset, bLength);
        }
        if (bytesA != lastA) {
            lastA = bytesA;
            viewA = bytesA.duplicate();
        }
        if (bytesB != lastB) {
            lastB = bytesB;
            viewB = bytesB.duplicate();
        }
        int fromA = start(a, bytesA) + aOffset;
        int fromB = start(b, bytesB) + bOffset;
        viewA.limit(fromA + aLength).position(fromA);
        viewB.limit(fromB + bLength).position(fromB);
        return viewA.mismatch(viewB);
    }

    /** Where a buffer begins within its bytes; the adjustment counts from the array, of which the bytes may be a slice. */
    private static int start(DirectBuffer buffer, ByteBuffer bytes) {
        return buffer.wrapAdjustment() - (bytes.hasArray() ? bytes.arrayOffset() : 0);
    }

    private static int slow(DirectBuffer a, int aOffset, int aLength, DirectBuffer b, int bOffset, int bLength) {
        int common = Math.min(aLength, bLength);
        int at = 0;
        while (at < common && a.getByte(aOffset + at) == b.getByte(bOffset + at)) {
            at++;
        }
        return at == common && aLength == bLength ? -1 : at;
    }
}
