package io.ringfence.journal;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the high-water mark: two slots written in turn, so that one is whole at every instant.
 *
 * <pre>
 *     0 magic "RFHWMARK" (8) | version (4) | zero
 *    64 slot 0   sequence | chronicle index | records | bytes | timestamp nanos (8 each) | chain CRC (4) | mode (4) | sum (8)
 *   128 slot 1   the same
 * </pre>
 *
 * <p>Little endian; a slot has a cache line to itself. The sum is a multilinear hash rather than a CRC because it is
 * computed for every command: a change of any single field always changes it.
 */
final class MarkSlots {
    static final int FILE_LENGTH = 4096;

    private static final long MAGIC = 0x4B52414D57484652L;
    private static final int VERSION = 1;
    private static final int SLOT_0 = 64;
    static final int SLOT_BYTES = 64;
    private static final int SEQUENCE = 0;
    private static final int INDEX = 8;
    private static final int RECORDS = 16;
    private static final int BYTES = 24;
    private static final int TIMESTAMP = 32;
    private static final int CHAIN_CRC_AND_MODE = 40;
    private static final int SUM = 48;
    private static final int ATTEMPTS = 1000;

    private MarkSlots() {}

    static int slotOffset(int slot) {
        return SLOT_0 + slot * SLOT_BYTES;
    }

    static void format(UnsafeBuffer buffer) {
        buffer.putLong(0, MAGIC, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(8, VERSION, ByteOrder.LITTLE_ENDIAN);
        for (int slot = 0; slot < 2; slot++) {
            write(buffer, slot, MarkState.NOTHING);
        }
    }

    static boolean isFormatted(UnsafeBuffer buffer) {
        return buffer.getLong(0, ByteOrder.LITTLE_ENDIAN) == MAGIC
                && buffer.getInt(8, ByteOrder.LITTLE_ENDIAN) == VERSION;
    }

    static void write(UnsafeBuffer buffer, int slot, MarkState state) {
        write(
                buffer,
                slot,
                state.sequence(),
                state.chronicleIndex(),
                state.records(),
                state.bytes(),
                state.timestampNanos(),
                state.chainCrc(),
                state.mode());
    }

    static void write(
            UnsafeBuffer buffer,
            int slot,
            long sequence,
            long index,
            long records,
            long bytes,
            long timestampNanos,
            int chainCrc,
            int mode) {
        int at = slotOffset(slot);
        long crcAndMode = ((long) mode << 32) | (chainCrc & 0xFFFF_FFFFL);
        buffer.putLong(at + SEQUENCE, sequence);
        buffer.putLong(at + INDEX, index);
        buffer.putLong(at + RECORDS, records);
        buffer.putLong(at + BYTES, bytes);
        buffer.putLong(at + TIMESTAMP, timestampNanos);
        buffer.putLong(at + CHAIN_CRC_AND_MODE, crcAndMode);
        buffer.putLongOrdered(at + SUM, sum(sequence, index, records, bytes, timestampNanos, crcAndMode));
    }

    /** The slot that is whole and newer, or -1. Only while nobody writes. */
    static int newest(UnsafeBuffer buffer) {
        MarkState first = readSlot(buffer, 0);
        MarkState second = readSlot(buffer, 1);
        if (first == null) {
            return second == null ? -1 : 1;
        }
        return second != null && second.sequence() > first.sequence() ? 1 : 0;
    }

    /** The newest whole slot; null if neither is whole. Another process may be writing, so it looks again if need be. */
    static @Nullable MarkState read(UnsafeBuffer buffer) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            MarkState first = readSlot(buffer, 0);
            MarkState second = readSlot(buffer, 1);
            if (first != null && second != null) {
                return second.sequence() > first.sequence() ? second : first;
            }
            if (first != null || second != null) {
                return first != null ? first : second;
            }
        }
        return null;
    }

    /** The values as read are judged, not the slot: it may change in between. */
    private static @Nullable MarkState readSlot(UnsafeBuffer buffer, int slot) {
        int at = slotOffset(slot);
        long sum = buffer.getLongVolatile(at + SUM);
        long sequence = buffer.getLong(at + SEQUENCE);
        long index = buffer.getLong(at + INDEX);
        long records = buffer.getLong(at + RECORDS);
        long bytes = buffer.getLong(at + BYTES);
        long timestampNanos = buffer.getLong(at + TIMESTAMP);
        long crcAndMode = buffer.getLong(at + CHAIN_CRC_AND_MODE);
        return sum == sum(sequence, index, records, bytes, timestampNanos, crcAndMode)
                ? new MarkState(sequence, index, records, bytes, timestampNanos, (int) crcAndMode, (int)
                        (crcAndMode >>> Integer.SIZE))
                : null;
    }

    private static long sum(long a, long b, long c, long d, long e, long f) {
        long h = 0x2545F4914F6CDD1DL;
        h += a * 0x9E3779B97F4A7C15L;
        h += b * 0xC2B2AE3D27D4EB4FL;
        h += c * 0x165667B19E3779F9L;
        h += d * 0xD6E8FEB86659FD93L;
        h += e * 0xA0761D6478BD642FL;
        h += f * 0xE7037ED1A0B428DBL;
        return h ^ (h >>> 32);
    }
}
