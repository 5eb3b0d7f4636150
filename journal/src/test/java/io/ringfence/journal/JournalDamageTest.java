package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One test for each way in which Chronicle alone would have lost records in silence, or hung. */
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

    /** Both the scan and a start refuse, name file and offset, and leave the folder as it is. */
    private JournalDamagedException assertRefused(Path file) {
        JournalDamagedException found = catchThrowableOfType(JournalDamagedException.class, journal::scan);
        assertThat(found).isNotNull();
        assertThat(found.file()).isEqualTo(file);
        assertThat(found).hasMessageContaining(file.toString()).hasMessageContaining("offset " + found.offset());
        assertThatThrownBy(journal::open).isInstanceOf(JournalDamagedException.class);
        assertThat(journal.layout.trimmedDirectory()).doesNotExist();
        return found;
    }

    @Test
    void payloadBitFlip() {
        long offset = Fixture.recordOffsets(middle).get(100);
        Fixture.flipBit(middle, offset + 60, 3);
        JournalDamagedException found = assertRefused(middle);
        assertThat(found.offset()).isEqualTo(offset);
        assertThat(found).hasMessageContaining("checksum");
    }

    @Test
    void headerBitFlipThatMakesARecordDisappear() {
        long offset = Fixture.recordOffsets(middle).get(100);
        Fixture.flipBit(middle, offset + 3, 6); // now it claims to be Chronicle's own metadata
        assertThat(assertRefused(middle).sequenceAfter()).isPositive();
    }

    @Test
    void headerBitFlipThatSaysNotComplete() {
        long offset = Fixture.recordOffsets(middle).get(100);
        Fixture.flipBit(middle, offset + 3, 7);
        assertThat(assertRefused(middle).offset()).isEqualTo(offset);
    }

    @Test
    void zeroedPageAmongRecords() {
        Fixture.write(middle, 0x12000, new byte[4096]);
        assertRefused(middle);
    }

    @Test
    void zeroedPageThatStartsAtARecordOfTheLastFile() {
        long offset = Fixture.recordOffsets(last).get(50);
        Fixture.write(last, offset, new byte[4096]);
        JournalDamagedException found = assertRefused(last);
        assertThat(found.offset()).isEqualTo(offset);
    }

    @Test
    void zeroedTailIsShorterThanTheMark() {
        List<Long> offsets = Fixture.recordOffsets(last);
        long from = offsets.get(offsets.size() - 5);
        Fixture.write(last, from, new byte[(int) (Fixture.endOf(last) - from)]);
        JournalDamagedException found = assertRefused(last);
        assertThat(found.offset()).isEqualTo(from);
        assertThat(found.sequenceAfter()).isEqualTo(Fixture.SEQUENCES);
        assertThat(found).hasMessageContaining("mode process");
    }

    @Test
    void truncatedWithinARecord() {
        long offset = Fixture.recordOffsets(last).get(200);
        Fixture.truncate(last, offset + 30);
        assertThat(assertRefused(last).offset()).isEqualTo(offset);
    }

    @Test
    void truncatedBetweenRecords() {
        long offset = Fixture.recordOffsets(last).get(200);
        Fixture.truncate(last, offset);
        assertThat(assertRefused(last).sequenceAfter()).isEqualTo(Fixture.SEQUENCES);
    }

    @Test
    void truncatedFileInTheMiddle() {
        Fixture.truncate(middle, Fixture.recordOffsets(middle).get(200));
        assertRefused(middle);
    }

    @Test
    void emptyFileInTheMiddleIsReportedWithoutAHang() {
        Fixture.truncate(middle, 0);
        long start = System.nanoTime();
        assertRefused(middle);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void emptyLastFileIsReportedWithoutAHang() {
        Fixture.truncate(last, 0);
        long start = System.nanoTime();
        assertThat(assertRefused(last).sequenceBefore()).isEqualTo(600);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void zeroedFileHeader() {
        Fixture.write(last, 0, new byte[4]);
        assertThat(assertRefused(last).offset()).isZero();
    }

    @Test
    void zeroedFirstPage() {
        Fixture.write(last, 0, new byte[4096]);
        assertRefused(last);
    }

    @Test
    void missingFirstMiddleAndLastFile() throws Exception {
        Files.move(middle, data.resolve("aside"));
        assertThat(assertRefused(last)).hasMessageContaining("missing");
        Files.move(data.resolve("aside"), middle);

        Path first = journal.file(0);
        Files.move(first, data.resolve("aside"));
        assertRefused(middle);
        Files.move(data.resolve("aside"), first);

        Files.delete(last);
        assertThat(assertRefused(middle).sequenceBefore()).isEqualTo(600);
    }

    @Test
    void allFilesMissing() throws Exception {
        for (CycleFile file : CycleFile.list(journal.layout.journalDirectory())) {
            Files.delete(file.path());
        }
        assertThat(assertRefused(journal.layout.journalDirectory()).sequenceAfter())
                .isEqualTo(Fixture.SEQUENCES);
    }

    @Test
    void swappedPages() {
        byte[] one = Fixture.read(middle, 0x11000, 4096);
        byte[] other = Fixture.read(middle, 0x14000, 4096);
        Fixture.write(middle, 0x11000, other);
        Fixture.write(middle, 0x14000, one);
        assertRefused(middle);
    }

    @Test
    void swappedFiles() throws Exception {
        Files.move(middle, data.resolve("aside"));
        Files.move(last, middle);
        Files.move(data.resolve("aside"), last);
        assertRefused(middle);
    }

    @Test
    void stalePageFromAnOlderState() {
        // The same page as it was before later records were written to it: zeros from somewhere within on.
        long end = Fixture.recordOffsets(last).get(120);
        int left = (int) (4096 - end % 4096);
        Fixture.write(last, end, new byte[left]);
        assertRefused(last);
    }

    @Test
    void indexEntryThatWouldMakeChronicleWriteIntoRecords() {
        Fixture.flipBit(last, 0x40, 4); // write position
        assertThat(assertRefused(last).offset()).isEqualTo(0x40);
        Fixture.flipBit(last, 0x40, 4);
        Fixture.flipBit(last, 0xF0, 5); // where the first index is
        assertThat(assertRefused(last).offset()).isEqualTo(0xF0);
        Fixture.flipBit(last, 0xF0, 5);
        Fixture.flipBit(last, 0x8118, 2); // where record 256 is
        assertThat(assertRefused(last).offset()).isEqualTo(0x8118);
    }

    @Test
    void lostOrDamagedMark() throws Exception {
        Path mark = journal.layout.markFile();
        byte[] content = Files.readAllBytes(mark);
        Files.delete(mark);
        assertThat(assertRefused(mark)).hasMessageContaining("is missing").hasMessageContaining("power cut");
        Files.write(mark, new byte[content.length]);
        assertRefused(mark);
        Files.write(mark, new byte[0]);
        assertRefused(mark);
        Files.write(mark, content);
        Fixture.flipBit(mark, 64, 0);
        Fixture.flipBit(mark, 128, 0);
        assertThat(assertRefused(mark)).hasMessageContaining("both slots");
    }

    @Test
    void oneDamagedSlotOfTheMarkDoesNoHarm() {
        Fixture.flipBit(journal.layout.markFile(), 64, 0);
        assertThat(journal.scan().totals().lastSequence()).isEqualTo(Fixture.SEQUENCES);
        assertThat(journal.appendMore(10)).isEqualTo(Fixture.SEQUENCES + 10);
    }

    @Test
    void markOfAnotherJournal(@TempDir Path other) throws Exception {
        Fixture longer = Fixture.write(other);
        longer.appendMore(10);
        Files.copy(longer.layout.markFile(), journal.layout.markFile(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(assertRefused(last).sequenceAfter()).isEqualTo(Fixture.SEQUENCES + 10);
        HighWaterMark.reset(journal.layout.markFile(), new MarkState(500, 1, 2, 3, 4, 5, MarkState.MODE_PROCESS));
        assertThat(assertRefused(middle)).hasMessageContaining("not the one that the mark was made for");
    }

    @Test
    void damagedChronicleMetadataDoesNoHarm() throws Exception {
        Path metadata = journal.layout.journalDirectory().resolve("metadata.cq4t");
        Files.write(metadata, new byte[100]);
        assertThat(journal.appendMore(10)).isEqualTo(Fixture.SEQUENCES + 10);
        assertThat(journal.scan().totals().commands()).isEqualTo(Fixture.SEQUENCES + 10);
    }
}
