package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged records: what Chronicle alone would have read wrongly, or stopped at in silence. */
@Timeout(20)
class JournalDamageTest {
    @TempDir
    Path data;

    private Fixture journal;
    private Path middle;
    private Path last;

    @BeforeEach
    void writeJournal() {
        journal = Fixture.write(data);
        middle = journal.file(1);
        last = journal.file(2);
    }

    @Test
    void payloadBitFlip() {
        long offset = Fixture.recordOffsets(middle).get(100);
        Fixture.flipBit(middle, offset + 60, 3);
        JournalDamagedException found = journal.assertRefused(middle);
        assertThat(found.offset()).isEqualTo(offset);
        assertThat(found).hasMessageContaining("checksum");
    }

    @Test
    void headerBitFlipThatMakesARecordDisappear() {
        long offset = Fixture.recordOffsets(middle).get(100);
        Fixture.flipBit(middle, offset + 3, 6); // now it claims to be Chronicle's own metadata
        assertThat(journal.assertRefused(middle).sequenceAfter()).isPositive();
    }

    @Test
    void headerBitFlipThatSaysNotComplete() {
        long offset = Fixture.recordOffsets(middle).get(100);
        Fixture.flipBit(middle, offset + 3, 7);
        assertThat(journal.assertRefused(middle).offset()).isEqualTo(offset);
    }

    @Test
    void zeroedPageAmongRecords() {
        Fixture.write(middle, 0x12000, new byte[4096]);
        journal.assertRefused(middle);
    }

    @Test
    void zeroedPageThatStartsAtARecordOfTheLastFile() {
        long offset = Fixture.recordOffsets(last).get(50);
        Fixture.write(last, offset, new byte[4096]);
        JournalDamagedException found = journal.assertRefused(last);
        assertThat(found.offset()).isEqualTo(offset);
    }

    @Test
    void zeroedTailIsShorterThanTheMark() {
        List<Long> offsets = Fixture.recordOffsets(last);
        long from = offsets.get(offsets.size() - 5);
        Fixture.write(last, from, new byte[(int) (Fixture.endOf(last) - from)]);
        JournalDamagedException found = journal.assertRefused(last);
        assertThat(found.offset()).isEqualTo(from);
        assertThat(found.sequenceAfter()).isEqualTo(Fixture.SEQUENCES);
        assertThat(found).hasMessageContaining("mode process");
    }

    @Test
    void truncatedWithinARecord() {
        long offset = Fixture.recordOffsets(last).get(200);
        Fixture.truncate(last, offset + 30);
        assertThat(journal.assertRefused(last).offset()).isEqualTo(offset);
    }

    @Test
    void truncatedBetweenRecords() {
        long offset = Fixture.recordOffsets(last).get(200);
        Fixture.truncate(last, offset);
        assertThat(journal.assertRefused(last).sequenceAfter()).isEqualTo(Fixture.SEQUENCES);
    }

    @Test
    void swappedPages() {
        byte[] one = Fixture.read(middle, 0x11000, 4096);
        byte[] other = Fixture.read(middle, 0x14000, 4096);
        Fixture.write(middle, 0x11000, other);
        Fixture.write(middle, 0x14000, one);
        journal.assertRefused(middle);
    }

    @Test
    void stalePageFromAnOlderState() {
        // The same page as it was before later records were written to it: zeros from somewhere within on.
        long end = Fixture.recordOffsets(last).get(120);
        int left = (int) (4096 - end % 4096);
        Fixture.write(last, end, new byte[left]);
        journal.assertRefused(last);
    }
}
