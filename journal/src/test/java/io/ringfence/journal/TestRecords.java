package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes chained records with seeded content, as the engine's record writer will. */
final class TestRecords {
    static final long START = 1_767_225_600_000_000_000L; // 2026-01-01T00:00:00Z
    static final long HOUR = 3_600_000_000_000L;

    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(RecordFrame.MAX_FRAME_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final CRC32C crc32c = new CRC32C();
    private final byte[] filler = new byte[RecordFrame.MAX_FRAME_LENGTH];
    private int crc;
    private int length;
    private int schemaVersion = 1;
    private int logicVersion = 1;

    TestRecords() {
        this(0);
    }

    TestRecords(int chainCrc) {
        crc = chainCrc;
        Random random = new Random(42);
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) (1 + random.nextInt(255)));
        }
        bytes.get(0, filler);
    }

    /** Builds one record; its content depends on sequence and fragment only, apart from the chain. */
    UnsafeBuffer record(long sequence, long timestampNanos, int fragment, boolean last, int frameLength) {
        if (length > 0) {
            bytes.put(length - 4, filler, length - 4, 4); // the checksum of the record before
        }
        length = frameLength;
        bytes.putShort(0, (short) 32).putShort(2, (short) RecordFrame.TEMPLATE_ID);
        bytes.putShort(4, (short) 7411).putShort(6, (short) schemaVersion);
        bytes.putInt(8, frameLength).putInt(12, crc).putLong(16, sequence).putLong(24, timestampNanos);
        bytes.putShort(32, (short) logicVersion).putShort(34, (short) fragment);
        bytes.putShort(36, (short) (last ? RecordFrame.FLAG_LAST : 0)).putShort(38, (short) 1);
        if (frameLength >= 60) {
            bytes.putLong(44, sequence * 0x9E3779B97F4A7C15L + fragment);
        }
        bytes.clear().limit(frameLength - 4);
        crc32c.reset();
        crc32c.update(bytes);
        bytes.clear();
        crc = (int) crc32c.getValue();
        bytes.putInt(frameLength - 4, crc);
        return buffer;
    }

    /** As a build with this schema and these rules would write. */
    TestRecords versions(int schema, int logic) {
        schemaVersion = schema;
        logicVersion = logic;
        return this;
    }

    int crc() {
        return crc;
    }

    /** Appends and commits one command of one record. */
    void command(ChronicleJournal journal, long sequence, long timestampNanos, int frameLength) {
        journal.append(
                record(sequence, timestampNanos, 0, true, frameLength), 0, frameLength, sequence, timestampNanos);
        journal.committed(sequence);
    }

    void fragment(ChronicleJournal journal, long sequence, long stamp, int fragment, boolean last, int frameLength) {
        journal.append(record(sequence, stamp, fragment, last, frameLength), 0, frameLength, sequence, stamp);
    }

    /** A length that varies with the sequence, odd ones included. */
    static int lengthFor(long sequence) {
        return 60 + (int) Math.floorMod(sequence * 37, 300L);
    }
}
