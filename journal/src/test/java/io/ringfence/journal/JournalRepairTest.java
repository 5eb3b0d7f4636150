package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRepairTest {
    @TempDir
    Path data;

    private Fixture journal;

    @BeforeEach
    void writeJournal() {
        journal = Fixture.write(data);
    }

    private RepairReport repair() {
        return JournalRepair.cutAtLastVerified(journal.config, true, "test");
    }

    private void assertUsable(RepairReport report, long kept) {
        assertThat(report.kept().lastSequence()).isEqualTo(kept);
        assertThat(report.kept().chainCrc()).isEqualTo(journal.chainAfter.get((int) kept));
        JournalTotals totals = journal.scan().totals();
        assertThat(totals).isEqualTo(report.kept());
        assertThat(journal.appendMore(300)).isEqualTo(kept + 300);
        assertThat(journal.scan().totals().commands()).isEqualTo(kept + 300);
    }

    @Test
    void cutsInFrontOfABadRecordAndKeepsTheOriginal() {
        Path middle = journal.file(1);
        long offset = Fixture.recordOffsets(middle).get(100);
        Fixture.flipBit(middle, offset + 60, 3);
        byte[] damaged = Fixture.read(middle, 0, 200_000);

        assertThatThrownBy(() -> JournalRepair.cutAtLastVerified(journal.config, false, "test"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("--accept-loss")
                .hasMessageContaining("acknowledged");
        assertThat(Fixture.read(middle, 0, 200_000)).isEqualTo(damaged);

        RepairReport report = repair();
        assertThat(report.damage()).isNotNull();
        assertThat(report.damage().offset()).isEqualTo(offset);
        assertThat(report.lost()).isEqualTo(Fixture.SEQUENCES - report.kept().lastSequence());
        assertThat(Fixture.read(report.original().resolve(middle.getFileName()), 0, 200_000))
                .isEqualTo(damaged);
        assertThat(report.original().resolve("high-water.mark")).exists();
        assertUsable(report, report.kept().lastSequence());
        assertThat(report.kept().lastSequence()).isBetween(360L, 400L);
    }

    @Test
    void neverCutsThroughACommand() {
        Path middle = journal.file(1);
        // The second fragment of a command with three.
        long offset = Fixture.recordOffsets(middle).get(10);
        Fixture.flipBit(middle, offset + 60, 3);
        RepairReport report = repair();
        assertThat(report.kept().lastSequence()).isEqualTo(309);
        assertUsable(report, 309);
    }

    @Test
    void makesADamagedIndexAnewWithoutLosingAnything() {
        Fixture.flipBit(journal.file(2), 0x8118, 2);
        assertThatThrownBy(journal::open).isInstanceOf(JournalDamagedException.class);
        RepairReport report = JournalRepair.cutAtLastVerified(journal.config, false, "test");
        assertThat(report.lost()).isZero();
        assertThat(report.damage()).isNull();
        assertUsable(report, Fixture.SEQUENCES);
    }

    @Test
    void makesALostMarkAnewOnlyWhenTold() throws Exception {
        Files.delete(journal.layout.markFile());
        assertThatThrownBy(() -> JournalRepair.cutAtLastVerified(journal.config, false, "test"))
                .hasMessageContaining("without anybody knowing");
        RepairReport report = repair();
        assertThat(report.lost()).isEqualTo(-1);
        assertUsable(report, Fixture.SEQUENCES);
    }

    @Test
    void nothingReadableIsAnEmptyJournal() {
        Fixture.write(journal.file(0), 0, new byte[200_000]);
        RepairReport report = repair();
        assertThat(report.kept().lastSequence()).isZero();
        assertThat(journal.appendMore(10)).isEqualTo(10);
    }

    @Test
    void refusesBesideARunningCore() {
        try (ChronicleJournal open = journal.open()) {
            assertThat(open.recovered().lastSequence()).isEqualTo(Fixture.SEQUENCES);
            assertThatThrownBy(this::repair).isInstanceOf(JournalLockedException.class);
        }
    }
}
