package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Disk space is there before it is written to, or orders stop in time. */
@Timeout(30)
class SpaceKeeperTest {
    private static final long MIB = 1L << 20;
    private static final long WINDOW = 8 * MIB;
    private static final long RESERVE = 100 * MIB;

    @TempDir
    Path data;

    private final FaultyDisk disk = new FaultyDisk();
    private final TestRecords records = new TestRecords();

    private ChronicleJournal open() {
        return ChronicleJournal.open(
                new JournalConfig(new JournalLayout(data), JournalConfig.MIN_BLOCK_SIZE)
                        .with(new SpaceConfig(WINDOW, RESERVE))
                        .with(disk),
                ScanProgress.NONE);
    }

    private static JournalSpace space(ChronicleJournal journal) {
        return Objects.requireNonNull(journal.space());
    }

    private Path next() {
        return new JournalLayout(data).nextCycleFile();
    }

    @Test
    void takesTheWindowAheadAndHasTheNextFileReady() {
        disk.free.set(1000 * MIB);
        try (ChronicleJournal journal = open()) {
            assertThat(next()).exists();
            records.command(journal, 1, TestRecords.START, 200);
            await().until(() -> space(journal).preallocatedBytes() >= 2 * WINDOW - 4 * MIB);
            await().until(() -> Files.exists(next()));
            assertThat(disk.calls).contains("ALLOCATE next.prepared", "MOVE next.prepared");
            assertThat(space(journal).level()).isEqualTo(SpaceLevel.AMPLE);
        }
        assertThat(next()).doesNotExist();
    }

    @Test
    void aRollTakesThePreparedFileAndGivesTheOldOnesRestBack() {
        disk.free.set(1000 * MIB);
        try (ChronicleJournal journal = open()) {
            records.command(journal, 1, TestRecords.START, 200);
            await().until(() -> Files.exists(next()) && space(journal).preallocatedBytes() > WINDOW);
            records.command(journal, 2, TestRecords.START + TestRecords.HOUR, 200);
            await().until(() -> disk.calls.contains("RELEASE 20260101-00F.cq4"));
            await().until(() -> Files.exists(next()));
            records.command(journal, 3, TestRecords.START + 5 * TestRecords.HOUR, 200);
        }
        ScanReport report = JournalScan.run(new JournalLayout(data), ScanProgress.NONE);
        assertThat(report.totals().commands()).isEqualTo(3);
        assertThat(report.totals().files()).isEqualTo(3);
        assertThat(report.tails()).isEmpty();
    }

    @Test
    void levelsFollowWhatIsFreeAndComeBackByThemselves() {
        List<SpaceLevel> told = new CopyOnWriteArrayList<>();
        disk.free.set(1000 * MIB);
        try (ChronicleJournal journal = open()) {
            journal.onSpace(told::add);
            long[] free = {399 * MIB, 99 * MIB, 49 * MIB, 101 * MIB, 106 * MIB, 1000 * MIB};
            SpaceLevel[] levels = {
                SpaceLevel.WARNING,
                SpaceLevel.LOW,
                SpaceLevel.CRITICAL,
                SpaceLevel.LOW,
                SpaceLevel.WARNING,
                SpaceLevel.AMPLE
            };
            for (int i = 0; i < free.length; i++) {
                SpaceLevel expected = levels[i];
                disk.free.set(free[i]);
                await().until(() -> space(journal).level() == expected);
                assertThat(space(journal).freeBytes()).isEqualTo(free[i]);
            }
        }
        assertThat(told)
                .containsExactly(
                        SpaceLevel.AMPLE,
                        SpaceLevel.WARNING,
                        SpaceLevel.LOW,
                        SpaceLevel.CRITICAL,
                        SpaceLevel.LOW,
                        SpaceLevel.WARNING,
                        SpaceLevel.AMPLE);
    }

    @Test
    void aFullDiskStopsTheWriterInFrontOfTheLimitAndNothingBeforeItIsLost() {
        disk.free.set(1000 * MIB);
        ChronicleJournal journal = open();
        records.command(journal, 1, TestRecords.START, 200);
        await().until(() -> space(journal).preallocatedBytes() > WINDOW && Files.exists(next()));
        disk.allocationFull = true;
        disk.free.set(0);
        await().until(() -> space(journal).level() == SpaceLevel.CRITICAL);
        // What was taken before the disk was full, the next file's part included, is all there is.
        long takenBytes = space(journal).preallocatedBytes();
        long[] sequence = {1};
        assertThatThrownBy(() -> {
                    while (sequence[0] < 10_000) {
                        records.command(journal, sequence[0] + 1, TestRecords.START + sequence[0], 60_000);
                        sequence[0]++;
                    }
                })
                .isInstanceOf(NoSpaceException.class)
                .hasMessageContaining("free some space");
        assertThat(sequence[0] * 60_008).isGreaterThan(4 * MIB).isLessThan(takenBytes + MIB);
        journal.close();
        assertThatThrownBy(this::open).isInstanceOf(NoSpaceException.class).hasMessageContaining("nothing is damaged");
        disk.allocationFull = false;
        disk.free.set(1000 * MIB);
        try (ChronicleJournal again = open()) {
            assertThat(again.recovered().lastSequence()).isEqualTo(sequence[0]);
            new TestRecords(again.chainCrc()).command(again, sequence[0] + 1, TestRecords.START + sequence[0], 200);
        }
    }

    @Test
    void withoutAPreparedFileAFullDiskRefusesTheRoll() {
        disk.free.set(1000 * MIB);
        ChronicleJournal journal = open();
        records.command(journal, 1, TestRecords.START, 200);
        await().until(() -> Files.exists(next()));
        disk.allocationFull = true;
        // The file that is ready is used up first.
        records.command(journal, 2, TestRecords.START + TestRecords.HOUR, 200);
        await().until(() -> space(journal).level() == SpaceLevel.CRITICAL);
        records.command(journal, 3, TestRecords.START + TestRecords.HOUR, 200);
        assertThatThrownBy(() -> records.command(journal, 4, TestRecords.START + 2 * TestRecords.HOUR, 200))
                .isInstanceOf(NoSpaceException.class);
        journal.close();
        assertThat(JournalScan.run(new JournalLayout(data), ScanProgress.NONE)
                        .totals()
                        .lastSequence())
                .isEqualTo(3);
    }

    @Test
    void aFileSystemThatCanNotReserveSpaceStillHasTheFloor() {
        disk.allocationUnsupported = true;
        disk.free.set(1000 * MIB);
        try (ChronicleJournal journal = open()) {
            records.command(journal, 1, TestRecords.START, 200);
            records.command(journal, 2, TestRecords.START + TestRecords.HOUR, 200);
            assertThat(space(journal).preallocatedBytes()).isZero();
            disk.free.set(RESERVE - 1);
            await().until(() -> space(journal).level() == SpaceLevel.LOW);
        }
    }

    @Test
    void anOrderlyStopGivesTheSpaceBack() throws IOException {
        try (ChronicleJournal journal = open()) {
            records.command(journal, 1, TestRecords.START, 200);
            await().until(() -> space(journal).preallocatedBytes() > WINDOW);
        }
        long taken = blocks(CycleFile.list(new JournalLayout(data).journalDirectory())
                .get(0)
                .path());
        assertThat(taken).isLessThan(MIB);
    }

    private static long blocks(Path file) throws IOException {
        Process du = new ProcessBuilder("du", "-B1", file.toString()).start();
        String text = new String(du.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return Long.parseLong(text.substring(0, text.indexOf('\t')));
    }
}
