package io.ringfence.engine.record;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * The outer shape of one journal record, so that whoever stores or checks records need not know what is in them.
 *
 * <pre>
 *    0        8          12           16         24            32        34       36     38           40
 *   +--------+----------+------------+----------+-------------+---------+--------+------+------------+----- ... -----+---------+
 *   | SBE    | frame    | previous   | sequence | timestamp   | logic   | frag-  | flags| message    | messages      | CRC32C  |
 *   | header | length   | CRC32C     |          | nanos       | version | ment   |      | count      |               | 4 bytes |
 *   +--------+----------+------------+----------+-------------+---------+--------+------+------------+----- ... -----+---------+
 *   each message: u16 length, then an SBE message with its own 8-byte header; the first of fragment 0 is the command
 * </pre>
 *
 * <p>Little endian. The CRC covers every byte before it, so also the CRC of the record before: a chain. A command whose
 * record would be larger than {@link #MAX_FRAME_LENGTH} is written as several fragments with one sequence; they count
 * only as a whole, up to the one that carries {@link #FLAG_LAST}.
 */
public final class RecordFrame {
    public static final int MAX_FRAME_LENGTH = 64 * 1024;
    public static final int HEADER_LENGTH = 40;
    public static final int CRC_LENGTH = 4;
    public static final int MESSAGE_PREFIX_LENGTH = 2;
    public static final int TEMPLATE_ID = 50;
    public static final int FLAG_LAST = 1;

    static final int FRAME_LENGTH_OFFSET = 8;
    static final int PREVIOUS_CRC_OFFSET = 12;
    static final int SEQUENCE_OFFSET = 16;
    static final int TIMESTAMP_OFFSET = 24;
    static final int LOGIC_VERSION_OFFSET = 32;
    static final int FRAGMENT_OFFSET = 34;
    static final int FLAGS_OFFSET = 36;
    static final int MESSAGE_COUNT_OFFSET = 38;

    private RecordFrame() {}

    public static int templateId(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    public static int schemaVersion(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + 6, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    public static int frameLength(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + FRAME_LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static int previousCrc(DirectBuffer buffer, int offset) {
        return buffer.getInt(offset + PREVIOUS_CRC_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static long sequence(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + SEQUENCE_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static long timestampNanos(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + TIMESTAMP_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    public static int logicVersion(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + LOGIC_VERSION_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    public static int fragment(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + FRAGMENT_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    public static boolean isLast(DirectBuffer buffer, int offset) {
        return (buffer.getShort(offset + FLAGS_OFFSET, ByteOrder.LITTLE_ENDIAN) & FLAG_LAST) != 0;
    }

    public static int messageCount(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset + MESSAGE_COUNT_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /** The stored CRC32C of a whole record. */
    public static int crc(DirectBuffer buffer, int offset, int length) {
        return buffer.getInt(offset + length - CRC_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }
}
