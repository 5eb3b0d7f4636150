package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged, missing and exchanged files, and a lost mark. */
@Timeout(20)
class JournalFileDamageTest {
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
    void truncatedFileInTheMiddle() {
        Fixture.truncate(middle, Fixture.recordOffsets(middle).get(200));
        journal.assertRefused(middle);
    }

    @Test
    void emptyFileInTheMiddleIsReportedWithoutAHang() {
        Fixture.truncate(middle, 0);
        long start = System.nanoTime();
        journal.assertRefused(middle);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void emptyLastFileIsReportedWithoutAHang() {
        Fixture.truncate(last, 0);
        long start = System.nanoTime();
        assertThat(journal.assertRefused(last).sequenceBefore()).isEqualTo(600);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void zeroedFileHeader() {
        Fixture.write(last, 0, new byte[4]);
        assertThat(journal.assertRefused(last).offset()).isZero();
    }

    @Test
    void zeroedFirstPage() {
        Fixture.write(last, 0, new byte[4096]);
        journal.assertRefused(last);
    }

    @Test
    void missingFirstMiddleAndLastFile() throws Exception {
        Files.move(middle, data.resolve("aside"));
        assertThat(journal.assertRefused(last)).hasMessageContaining("missing");
        Files.move(data.resolve("aside"), middle);

        Path first = journal.file(0);
        Files.move(first, data.resolve("aside"));
        journal.assertRefused(middle);
        Files.move(data.resolve("aside"), first);

        Files.delete(last);
        assertThat(journal.assertRefused(middle).sequenceBefore()).isEqualTo(600);
    }

    @Test
    void allFilesMissing() throws Exception {
        for (CycleFile file : CycleFile.list(journal.layout.journalDirectory())) {
            Files.delete(file.path());
        }
        assertThat(journal.assertRefused(journal.layout.journalDirectory()).sequenceAfter())
                .isEqualTo(Fixture.SEQUENCES);
    }

    @Test
    void swappedFiles() throws Exception {
        Files.move(middle, data.resolve("aside"));
        Files.move(last, middle);
        Files.move(data.resolve("aside"), last);
        journal.assertRefused(middle);
    }

    @Test
    void indexEntryThatWouldMakeChronicleWriteIntoRecords() {
        Fixture.flipBit(last, 0x40, 4); // write position
        assertThat(journal.assertRefused(last).offset()).isEqualTo(0x40);
        Fixture.flipBit(last, 0x40, 4);
        Fixture.flipBit(last, 0xF0, 5); // where the first index is
        assertThat(journal.assertRefused(last).offset()).isEqualTo(0xF0);
        Fixture.flipBit(last, 0xF0, 5);
        Fixture.flipBit(last, 0x8118, 2); // where record 256 is
        assertThat(journal.assertRefused(last).offset()).isEqualTo(0x8118);
    }

    @Test
    void lostOrDamagedMark() throws Exception {
        Path mark = journal.layout.markFile();
        byte[] content = Files.readAllBytes(mark);
        Files.delete(mark);
        assertThat(journal.assertRefused(mark))
                .hasMessageContaining("is missing")
                .hasMessageContaining("power cut");
        Files.write(mark, new byte[content.length]);
        journal.assertRefused(mark);
        Files.write(mark, new byte[0]);
        journal.assertRefused(mark);
        Files.write(mark, content);
        Fixture.flipBit(mark, 64, 0);
        Fixture.flipBit(mark, 128, 0);
        assertThat(journal.assertRefused(mark)).hasMessageContaining("both slots");
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
        assertThat(journal.assertRefused(last).sequenceAfter()).isEqualTo(Fixture.SEQUENCES + 10);
        HighWaterMark.reset(journal.layout.markFile(), new MarkState(500, 1, 2, 3, 4, 5, MarkState.MODE_PROCESS));
        assertThat(journal.assertRefused(middle)).hasMessageContaining("not the one that the mark was made for");
    }

    @Test
    void damagedChronicleMetadataDoesNoHarm() throws Exception {
        Path metadata = journal.layout.journalDirectory().resolve("metadata.cq4t");
        Files.write(metadata, new byte[100]);
        assertThat(journal.appendMore(10)).isEqualTo(Fixture.SEQUENCES + 10);
        assertThat(journal.scan().totals().commands()).isEqualTo(Fixture.SEQUENCES + 10);
    }
}
