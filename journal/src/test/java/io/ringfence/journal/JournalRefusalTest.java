package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.state.LogicVersion;
import java.nio.file.Path;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.analytics.AnalyticsFacade;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer does not do, and that it does nothing more after a failure. */
class JournalRefusalTest {
    @TempDir
    Path data;

    private JournalConfig config;

    @BeforeEach
    void smallBlocks() {
        config = new JournalConfig(new JournalLayout(data), JournalConfig.MIN_BLOCK_SIZE);
    }

    private ChronicleJournal open() {
        return ChronicleJournal.open(config, ScanProgress.NONE);
    }

    @Test
    void stopsWhenChronicleOnlyLogsAnError() {
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords();
            records.command(journal, 1, TestRecords.START, 100);
            Jvm.error().on(getClass(), "as after a failed sync, on purpose");
            assertThatThrownBy(() -> records.command(journal, 2, TestRecords.START, 100))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("reported an error");
            assertThat(journal.releasedSequence()).isEqualTo(1);
            assertThatThrownBy(() -> journal.committed(2)).hasMessageContaining("failed before");
        }
    }

    @Test
    void chronicleDoesNotPhoneHome() {
        open().close();
        assertThat(AnalyticsFacade.isEnabled()).isFalse();
    }

    @Test
    void refusesRecordsOutOfOrderAndThenEverything() {
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords();
            records.command(journal, 1, TestRecords.START, 100);
            int good = records.crc();
            assertRefused(journal, new TestRecords(good), 3, TestRecords.START, 0, "next sequence");
            assertThatThrownBy(() -> new TestRecords(good).command(journal, 2, TestRecords.START, 100))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("failed before");
            assertThatThrownBy(() -> journal.committed(2)).isInstanceOf(JournalException.class);
        }
        try (ChronicleJournal journal = open()) {
            assertRefused(journal, new TestRecords(77), 2, TestRecords.START, 0, "checksum chain");
        }
        int chain = JournalScan.run(config.layout(), ScanProgress.NONE).totals().chainCrc();
        try (ChronicleJournal journal = open()) {
            assertRefused(journal, new TestRecords(chain), 2, TestRecords.START - 1, 0, "earlier time");
        }
        try (ChronicleJournal journal = open()) {
            assertRefused(journal, new TestRecords(chain), 2, TestRecords.START, 1, "next fragment");
        }
        try (ChronicleJournal journal = open()) {
            new TestRecords(chain).command(journal, 2, TestRecords.START, 100);
            assertThat(journal.releasedSequence()).isEqualTo(2);
        }
    }

    @Test
    void neverGuessesAtRecordsOfANewerBuild() {
        int newest = LogicVersion.NEWEST;
        for (int[] versions : new int[][] {{2, newest}, {1, newest + 1}}) {
            JournalConfig newer = new JournalConfig(
                    new JournalLayout(data.resolve("v" + versions[0] + "-" + versions[1])),
                    JournalConfig.MIN_BLOCK_SIZE);
            try (ChronicleJournal journal = ChronicleJournal.open(newer, ScanProgress.NONE)) {
                TestRecords records = new TestRecords();
                records.command(journal, 1, TestRecords.START, 100);
                records.versions(versions[0], versions[1]).command(journal, 2, TestRecords.START, 100);
            }
            String words = "(schema " + versions[0] + ", rules " + versions[1] + "; this build knows schema 1, rules "
                    + newest + ")";
            assertThatThrownBy(() -> ChronicleJournal.open(newer, ScanProgress.NONE))
                    .isInstanceOf(JournalTooNewException.class)
                    .hasMessageContaining("Record 2")
                    .hasMessageContaining(words)
                    .hasMessageEndingWith("start the build that wrote it, or a newer one.");
        }
    }

    private static void assertRefused(
            ChronicleJournal journal, TestRecords records, long sequence, long stamp, int fragment, String why) {
        assertThatThrownBy(() -> records.fragment(journal, sequence, stamp, fragment, true, 100))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesToCommitHalfACommandOrToSkipACommit() {
        try (ChronicleJournal journal = open()) {
            new TestRecords().fragment(journal, 1, TestRecords.START, 0, false, 100);
            assertThatThrownBy(() -> journal.committed(1)).hasMessageContaining("fragments missing");
        }
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords();
            records.fragment(journal, 1, TestRecords.START, 0, true, 100);
            assertThatThrownBy(() -> records.fragment(journal, 2, TestRecords.START, 0, true, 100))
                    .hasMessageContaining("never committed");
        }
    }

    @Test
    void secondWriterInTheSameProcessIsRefusedAndTheFirstKeepsItsLock() {
        try (ChronicleJournal journal = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessageContaining(data.toString());
            new TestRecords().command(journal, 1, TestRecords.START, 100);
            assertThatThrownBy(this::open).isInstanceOf(JournalLockedException.class);
        }
        open().close();
    }

    @Test
    void refusesAJournalFromTheFuture() {
        try (ChronicleJournal journal = open()) {
            new TestRecords().command(journal, 1, TestRecords.START, 100);
        }
        JournalTotals totals =
                JournalScan.run(config.layout(), ScanProgress.NONE).totals();
        totals.requireNotAheadOf(TestRecords.START - 1_000_000_000L);
        assertThatThrownBy(() -> totals.requireNotAheadOf(TestRecords.START - 1_001_000_000L))
                .hasMessageContaining("1001 ms ahead");
    }
}
