package io.ringfence.journal.snapshot;

import io.ringfence.journal.JournalTotals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The first bytes of a snapshot file: which place in which journal it stands for.
 *
 * <pre>
 *     0 magic "RFSNAPSH" (8) | format version (4) | sections (4) | length of the file (8) | state hash (8)
 *    32 sequence | stamp, nanos | records | commands | bytes | chronicle index | first sequence | first stamp (8 each)
 *    96 chain CRC (4) | cycle files (4) | zeros (20) | CRC32C of the bytes before (4)
 *   128 sections, each: length (4) | kind (2) | zero (2) | CRC32C of those 8 bytes and the content (4) | content
 *       trailer: magic "RFSNAPND" (8) | CRC32C of every byte before (4)
 * </pre>
 *
 * <p>Little endian.
 *
 * @param totals what the journal holds up to the command whose state this is; its chain checksum binds the two
 * @param length bytes of the whole file
 */
public record SnapshotHeader(JournalTotals totals, long stateHash, int sections, long length) {
    static final int VERSION = 1;
    static final int BYTES = 128;
    static final int FRAME_BYTES = 12;
    static final int TRAILER_BYTES = 12;
    static final long MAGIC = 0x4853_5041_4E53_4652L;
    static final long TRAILER_MAGIC = 0x444E_5041_4E53_4652L;

    private static final int TOTALS_OFFSET = 32;
    private static final int CRC_OFFSET = BYTES - Integer.BYTES;

    /** The last command that the state holds. */
    public long sequence() {
        return totals.lastSequence();
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putInt(VERSION).putInt(sections).putLong(length).putLong(stateHash);
        bytes.putLong(totals.lastSequence()).putLong(totals.lastTimestampNanos());
        bytes.putLong(totals.records()).putLong(totals.commands()).putLong(totals.bytes());
        bytes.putLong(totals.lastIndex()).putLong(totals.firstSequence()).putLong(totals.firstTimestampNanos());
        bytes.putInt(totals.chainCrc()).putInt(totals.files());
        bytes.putInt(CRC_OFFSET, crc(bytes));
        return bytes.clear();
    }

    /** Whether these are the first bytes of a snapshot whose format this build knows, undamaged. */
    static boolean isSound(ByteBuffer bytes) {
        return bytes.getLong(0) == MAGIC && bytes.getInt(CRC_OFFSET) == crc(bytes);
    }

    static int version(ByteBuffer bytes) {
        return bytes.getInt(Long.BYTES);
    }

    static SnapshotHeader decode(ByteBuffer bytes) {
        bytes.position(TOTALS_OFFSET);
        long sequence = bytes.getLong();
        long stamp = bytes.getLong();
        long records = bytes.getLong();
        long commands = bytes.getLong();
        long recordBytes = bytes.getLong();
        long index = bytes.getLong();
        long firstSequence = bytes.getLong();
        long firstStamp = bytes.getLong();
        int crc = bytes.getInt();
        int files = bytes.getInt();
        JournalTotals totals = new JournalTotals(
                records, commands, firstSequence, sequence, firstStamp, stamp, recordBytes, files, crc, index);
        return new SnapshotHeader(totals, bytes.getLong(24), bytes.getInt(12), bytes.getLong(16));
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(CRC_OFFSET));
        return (int) crc.getValue();
    }
}
