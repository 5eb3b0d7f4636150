package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each field that Chronicle keeps about its own records, one step beside what it may be: refused, with the offset of that
 * very field. What a crash can leave behind, the newest entry not there yet, is taken.
 */
@Timeout(60)
class IndexDamageTest {
    private static final long INDEX = 0x80F0;
    private static final long CAPACITY = 0x8100;
    private static final long USED = 0x8108;
    private static final long ENTRIES = 0x8110;
    private static final long USED_INDEXES = 0xE8;
    private static final long INDEXES = 0xF0;

    @TempDir
    Path data;

    private Fixture journal;

    @BeforeEach
    void writeJournal() {
        journal = Fixture.write(data);
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private static long read(Path file, long offset) {
        return ByteBuffer.wrap(Fixture.read(file, offset, 8))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    /** A file in the middle and the last one. */
    private List<Path> files() {
        return List.of(journal.file(1), journal.file(2));
    }

    private void refused(long field, long value, long at) {
        for (Path file : files()) {
            long before = read(file, field);
            Fixture.write(file, field, bytes(value));
            assertThat(journal.assertRefused(file).offset())
                    .as("%#x = %#x instead of %#x in %s", field, value, before, file)
                    .isEqualTo(at);
            Fixture.write(file, field, bytes(before));
        }
        assertThat(journal.scan().tails()).isEmpty();
    }

    private void taken(long field, long value) {
        for (Path file : files()) {
            long before = read(file, field);
            Fixture.write(file, field, bytes(value));
            assertThat(journal.scan().tails()).as("%#x = %#x", field, value).isEmpty();
            Fixture.write(file, field, bytes(before));
        }
    }

    private long field(long offset) {
        long value = read(journal.file(1), offset);
        assertThat(value).as("the same in both files").isEqualTo(read(journal.file(2), offset));
        return value;
    }

    @Test
    void theWritePositionIsThatOfARecord() {
        List<Long> records = Fixture.recordOffsets(journal.file(1));
        long last = field(CycleStructure.WRITE_POSITION);
        assertThat(last).isEqualTo(records.get(records.size() - 1));
        refused(CycleStructure.WRITE_POSITION, last + 4, CycleStructure.WRITE_POSITION);
        refused(CycleStructure.WRITE_POSITION, last - 4, CycleStructure.WRITE_POSITION);
        refused(CycleStructure.WRITE_POSITION, -1, CycleStructure.WRITE_POSITION);
        taken(CycleStructure.WRITE_POSITION, records.get(records.size() - 2));
        taken(CycleStructure.WRITE_POSITION, records.get(17));
        taken(CycleStructure.WRITE_POSITION, 0);
    }

    @Test
    void theRecordNumberIsThatOfItsPosition() {
        List<Long> records = Fixture.recordOffsets(journal.file(1));
        long numbered = field(CycleStructure.POSITION_AND_NUMBER);
        assertThat(numbered).isEqualTo((records.get(records.size() - 1) << 32) + records.size() - 1);
        refused(CycleStructure.POSITION_AND_NUMBER, numbered + 1, CycleStructure.POSITION_AND_NUMBER);
        refused(CycleStructure.POSITION_AND_NUMBER, numbered - 1, CycleStructure.POSITION_AND_NUMBER);
        refused(CycleStructure.POSITION_AND_NUMBER, (records.get(17) << 32) + 18, CycleStructure.POSITION_AND_NUMBER);
        taken(CycleStructure.POSITION_AND_NUMBER, (records.get(17) << 32) + 17);
        taken(CycleStructure.POSITION_AND_NUMBER, 0);
    }

    @Test
    void theNextRecordToBeIndexedIsNotBeyondTheNextMultiple() {
        long next = field(CycleStructure.NEXT_TO_INDEX);
        assertThat(next).isEqualTo(512);
        for (long wrong : new long[] {next + 256, next + 1, 1, -256, Long.MIN_VALUE}) {
            refused(CycleStructure.NEXT_TO_INDEX, wrong, CycleStructure.NEXT_TO_INDEX);
        }
        taken(CycleStructure.NEXT_TO_INDEX, 256);
        taken(CycleStructure.NEXT_TO_INDEX, 0);
    }

    @Test
    void theIndexOfIndexesNamesIndexesOnly() {
        assertThat(field(INDEXES)).isEqualTo(INDEX);
        long last = field(CycleStructure.WRITE_POSITION);
        refused(INDEXES, last, INDEXES);
        refused(INDEXES, 0xC8, INDEXES);
        refused(INDEXES + 8, last, INDEXES + 8);
        refused(INDEXES + 8, INDEX, ENTRIES);
        refused(INDEXES + 4095 * 8, INDEX + 4, USED_INDEXES);
        refused(USED_INDEXES, 2, USED_INDEXES);
        refused(USED_INDEXES, -1, USED_INDEXES);
        taken(USED_INDEXES, 0);
    }

    @Test
    void anIndexNamesEvery256thRecord() {
        List<Long> records = Fixture.recordOffsets(journal.file(1));
        assertThat(field(ENTRIES)).isEqualTo(records.get(0));
        assertThat(field(ENTRIES + 8)).isEqualTo(records.get(256));
        refused(ENTRIES, records.get(1), ENTRIES);
        refused(ENTRIES + 8, records.get(255), ENTRIES + 8);
        refused(ENTRIES + 16, records.get(300), ENTRIES + 16);
        refused(ENTRIES + 8, 0, USED);
        refused(USED, 3, USED);
        refused(USED, 0, USED);
        taken(USED, 1);
    }

    @Test
    void anIndexHasItsShape() {
        refused(CAPACITY, 4095, INDEX);
        assertThat(field(CAPACITY)).isEqualTo(CycleStructure.ENTRIES);
        for (long offset = INDEX + 4; offset < CAPACITY; offset++) {
            for (Path file : files()) {
                Fixture.flipBit(file, offset, 1);
                assertThat(journal.assertRefused(file).offset())
                        .as("%#x", offset)
                        .isEqualTo(INDEX);
                Fixture.flipBit(file, offset, 1);
            }
        }
    }
}
