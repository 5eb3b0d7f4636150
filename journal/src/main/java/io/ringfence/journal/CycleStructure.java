package io.ringfence.journal;

import java.util.zip.CRC32C;
import org.agrona.collections.LongArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What Chronicle itself relies on in a cycle file when it goes on writing: a damaged write position or index entry would
 * make it write into the middle of records that readers have verified. Gathered while the documents are walked, then
 * compared with what the file says.
 *
 * <pre>
 *   0x0000  header document, 193 bytes: SCQStore
 *     0x40    write position: position of the last record (8)      0x48  that position << 32 | its number in the file (8)
 *     0x98    position of the index of indexes (8) = 0xC8          0xB0  number of the next record to be indexed (8)
 *   0x00C8  document "index2index": capacity 4096 at 0xE0, used at 0xE8, then 4096 positions of "index" documents
 *   0x80F0  document "index", the first of several: capacity, used, 4096 positions, one for every 256th record
 * </pre>
 *
 * <p>A crash may leave the newest entry out of each of these places, never a wrong one in. Chronicle does not catch up
 * when it opens the file again, so a second crash during the first append may leave out one more: a write position that
 * is that of any record, with its number, is sound, because Chronicle walks on from it.
 */
final class CycleStructure {
    static final int FIXED_LENGTH = 0xE8;
    /** CRC32C of the first 0xE8 bytes without the variable fields: the same in every file. A test makes it anew. */
    static final int FIXED_CRC = 0x29941FFE;

    static final int WRITE_POSITION = 0x40;
    static final int POSITION_AND_NUMBER = 0x48;
    static final int NEXT_TO_INDEX = 0xB0;

    private static final int INDEX_OF_INDEXES = 0xC8;
    static final int INDEX_OF_INDEXES_ARRAY = 0xE0;
    static final int ENTRIES = 4096;
    private static final int RECORDS_PER_ENTRY = 256;

    private final LongArrayList indexedRecords = new LongArrayList();
    private final LongArrayList metaDocuments = new LongArrayList();
    private long lastPosition;
    private long beforeLastPosition;
    private long count;
    /** Up to here documents were not walked, because somebody vouches for them; -1 when all were. */
    private long vouchedPosition;

    private long firstEntry;
    private long claimedPosition;
    private long claimedNumber;
    private boolean positionSeen;
    private boolean numberSeen;

    /** What is wrong, and where. */
    record Fault(long offset, String clause) {}

    /** Notes what the file says of itself, to be compared with the records as they come. */
    void beginFile(FileWindow file) {
        boolean readable = file.has(0, FIXED_LENGTH);
        claimedPosition = readable ? file.getLong(WRITE_POSITION) : 0;
        claimedNumber = readable ? file.getLong(POSITION_AND_NUMBER) : 0;
        positionSeen = claimedPosition == 0;
        numberSeen = claimedNumber == 0;
        indexedRecords.clear();
        metaDocuments.clear();
        lastPosition = 0;
        beforeLastPosition = 0;
        count = 0;
        vouchedPosition = -1;
        firstEntry = 0;
    }

    /**
     * Begins behind a record in the middle of a file. Of what Chronicle keeps about the records before it, only shape and
     * order can be compared.
     *
     * @param records in the file up to and including that one
     */
    void beginBehind(FileWindow file, long position, long records) {
        beginFile(file);
        vouchedPosition = position;
        lastPosition = position;
        beforeLastPosition = position;
        count = records;
        firstEntry = (records + RECORDS_PER_ENTRY - 1) / RECORDS_PER_ENTRY;
        positionSeen |= position == claimedPosition;
        numberSeen |= numbered(position, records) == claimedNumber;
    }

    private boolean isPartial() {
        return vouchedPosition >= 0;
    }

    void metaDocument(long position) {
        metaDocuments.addLong(position);
    }

    void record(long position) {
        if (count % RECORDS_PER_ENTRY == 0) {
            indexedRecords.addLong(position);
        }
        beforeLastPosition = lastPosition;
        lastPosition = position;
        count++;
        positionSeen |= position == claimedPosition;
        numberSeen |= numbered(position, count) == claimedNumber;
    }

    /** Records in the file so far. */
    long count() {
        return count;
    }

    /** Compares; null when all is well. */
    @Nullable
    Fault verify(FileWindow file) {
        if (!file.has(0, FIXED_LENGTH) || fixedCrc(file) != FIXED_CRC) {
            return new Fault(0, "the cycle file's header is damaged, or was written with other settings");
        }
        Fault fault = verifyWritePosition(file);
        if (fault == null) {
            fault = verifyIndexOfIndexes(file);
        }
        for (int i = isPartial() ? 0 : 2; i < metaDocuments.size() && fault == null; i++) {
            fault = verifyIndexShape(file, metaDocuments.getLong(i));
        }
        return fault;
    }

    /** Of the bytes before {@link #FIXED_LENGTH}, without the fields that change. */
    static int fixedCrc(FileWindow file) {
        CRC32C crc = new CRC32C();
        for (int i = 0; i < FIXED_LENGTH; i++) {
            boolean variable =
                    (i >= WRITE_POSITION && i < WRITE_POSITION + 16) || (i >= NEXT_TO_INDEX && i < NEXT_TO_INDEX + 8);
            if (!variable) {
                crc.update(file.getByte(i));
            }
        }
        return (int) crc.getValue();
    }

    private @Nullable Fault verifyWritePosition(FileWindow file) {
        long position = file.getLong(WRITE_POSITION);
        boolean earlier = positionSeen && position == claimedPosition;
        if (position != lastPosition && position != beforeLastPosition && !earlier) {
            return new Fault(WRITE_POSITION, "the write position is not that of the last record");
        }
        long numbered = file.getLong(POSITION_AND_NUMBER);
        earlier = numberSeen && numbered == claimedNumber;
        if (numbered != numbered(lastPosition, count)
                && numbered != numbered(beforeLastPosition, count - 1)
                && !earlier) {
            return new Fault(POSITION_AND_NUMBER, "the record number of the write position is wrong");
        }
        long nextToIndex = file.getLong(NEXT_TO_INDEX);
        if (nextToIndex % RECORDS_PER_ENTRY != 0
                || nextToIndex < 0
                || nextToIndex > (firstEntry + indexedRecords.size()) * RECORDS_PER_ENTRY) {
            return new Fault(NEXT_TO_INDEX, "the number of the next record to be indexed is wrong");
        }
        return null;
    }

    private static long numbered(long position, long countUpToIt) {
        return position == 0 ? 0 : (position << CycleFile.CYCLE_SHIFT) + countUpToIt - 1;
    }

    private @Nullable Fault verifyIndexOfIndexes(FileWindow file) {
        if (!isPartial() && lacksFirstDocuments()) {
            return new Fault(0, "the documents that Chronicle puts first into a file are not there");
        }
        if (!file.has(INDEX_OF_INDEXES_ARRAY, 16 + ENTRIES * 8)) {
            return new Fault(INDEX_OF_INDEXES_ARRAY, "the file ends within the index of indexes");
        }
        long[] indexes = new long[ENTRIES];
        int used = 0;
        for (int i = 0; i < ENTRIES; i++) {
            indexes[i] = file.getLong(entryOffset(i));
            used = indexes[i] != 0 ? i + 1 : used;
        }
        Fault fault = verifyUsed(file, INDEX_OF_INDEXES_ARRAY, used);
        for (int i = 0; i < used && fault == null; i++) {
            fault = indexes[i] == 0 ? null : verifyIndex(file, indexes[i], i);
        }
        return fault;
    }

    private boolean lacksFirstDocuments() {
        return metaDocuments.size() < 3
                || metaDocuments.getLong(0) != 0
                || metaDocuments.getLong(1) != INDEX_OF_INDEXES;
    }

    private static long entryOffset(int index) {
        return INDEX_OF_INDEXES_ARRAY + 16 + index * 8L;
    }

    private @Nullable Fault verifyIndex(FileWindow file, long position, int index) {
        boolean known = isPartial()
                ? position <= vouchedPosition || metaDocuments.indexOf(position) >= 0
                : metaDocuments.indexOf(position) >= 2;
        return known
                ? verifyEntries(file, position, index)
                : new Fault(entryOffset(index), "an entry of the index of indexes points to no index");
    }

    private @Nullable Fault verifyIndexShape(FileWindow file, long document) {
        int array = arrayOffset(document);
        int length = array + 16 + ENTRIES * 8 - DocumentHeader.BYTES;
        boolean sound = file.has(document, DocumentHeader.BYTES + length)
                && file.getInt(document) == (DocumentHeader.META_DATA | length)
                && file.getLong(document + 3) == 0x7865_646E_6905_B940L
                && file.getByte(document + array - 1) == (byte) 0x8D
                && file.getLong(document + array) == ENTRIES;
        for (int i = 11; sound && i < array - 1; i++) {
            sound = file.getByte(document + i) == (byte) 0x8F;
        }
        return sound ? null : new Fault(document, "a document that is neither a record nor an index");
    }

    /** Chronicle pads so that the array's longs are aligned. */
    static int arrayOffset(long document) {
        return (document & 7) == 0 ? 16 : 12;
    }

    private @Nullable Fault verifyEntries(FileWindow file, long document, int index) {
        Fault shape = verifyIndexShape(file, document);
        if (shape != null) {
            return shape;
        }
        long array = document + arrayOffset(document);
        int used = 0;
        long before = 0;
        for (int i = 0; i < ENTRIES; i++) {
            long at = array + 16 + i * 8L;
            long position = file.getLong(at);
            if (position != 0) {
                if (!isEntry((long) index * ENTRIES + i, position, before)) {
                    return new Fault(at, "an index entry does not point to its record");
                }
                before = position;
                used = i + 1;
            }
        }
        return verifyUsed(file, array, used);
    }

    private boolean isEntry(long entry, long position, long before) {
        if (entry < firstEntry) {
            return position > before && position <= vouchedPosition;
        }
        long known = entry - firstEntry;
        return known < indexedRecords.size() && indexedRecords.getLong((int) known) == position;
    }

    private static @Nullable Fault verifyUsed(FileWindow file, long array, int used) {
        long stored = file.getLong(array + 8);
        return stored == used || stored == used - 1
                ? null
                : new Fault(array + 8, "an index counts its entries wrongly");
    }
}
