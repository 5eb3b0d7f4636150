package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One reader across the writer's hours, deaths and restarts. */
class JournalTailTest {
    @TempDir
    private Path data;

    private final TestRecords records = new TestRecords();
    private ChronicleJournal journal;
    private JournalTail tail;
    private long sequence;
    private long stamp = TestRecords.START;

    private JournalConfig config() {
        return new JournalConfig(new JournalLayout(data), JournalConfig.MIN_BLOCK_SIZE);
    }

    private void open() {
        journal = ChronicleJournal.open(config(), ScanProgress.NONE);
    }

    @AfterEach
    void close() {
        if (tail != null) {
            tail.close();
        }
        if (journal != null) {
            journal.close();
        }
    }

    private void write(int commands) {
        for (int i = 0; i < commands; i++) {
            sequence++;
            if (sequence % 7 == 0) {
                records.fragment(journal, sequence, stamp, 0, false, 200);
                records.fragment(journal, sequence, stamp, 1, true, 150);
                journal.committed(sequence);
            } else {
                records.command(journal, sequence, stamp, TestRecords.lengthFor(sequence));
            }
            stamp++;
        }
    }

    /** Reads to the end of what is released; the whole commands that came. */
    private List<Long> read() {
        List<Long> commands = new ArrayList<>();
        while (true) {
            DirectBuffer record = tail.poll();
            if (record != null && tail.isLastOfCommand()) {
                commands.add(tail.totals().lastSequence());
            } else if (record == null && tail.totals().lastSequence() >= tail.releasedSequence()) {
                return commands;
            }
        }
    }

    private static List<Long> range(long from, long to) {
        List<Long> all = new ArrayList<>();
        for (long i = from; i <= to; i++) {
            all.add(i);
        }
        return all;
    }

    private void follow() {
        tail = new JournalTail(config().layout(), JournalTotals.NONE);
    }

    @Test
    void goesOnIntoTheNextHours() {
        open();
        write(100);
        follow();
        assertThat(read()).isEqualTo(range(1, 100));
        for (int hour = 0; hour < 4; hour++) {
            stamp += TestRecords.HOUR;
            long before = sequence;
            write(50);
            assertThat(read()).isEqualTo(range(before + 1, sequence));
        }
        assertThat(tail.totals().files()).isEqualTo(5);
        assertThat(tail.reopened()).isZero();
        journal.close();
        journal = null;
        assertThat(JournalScan.run(config().layout(), ScanProgress.NONE).totals())
                .isEqualTo(tail.totals());
    }

    private Path lastFile() {
        List<CycleFile> files = CycleFile.list(config().layout().journalDirectory());
        return files.get(files.size() - 1).path();
    }

    @Test
    void goesOnBehindATornWriteThatARestartCuts() {
        open();
        write(60);
        follow();
        read();
        journal.close();
        Path file = lastFile();
        Fixture.write(file, Fixture.endOf(file) + 4, new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9});
        open();
        write(60);
        assertThat(read()).isEqualTo(range(61, 120));
    }

    /** The restart puts a rewritten file in the place of the one that is being read. */
    @Test
    void goesOnInTheFileThatARestartRewrote() {
        open();
        write(60);
        follow();
        assertThat(read()).hasSize(60);
        records.fragment(journal, 61, stamp, 0, false, 300);
        records.fragment(journal, 61, stamp, 1, false, 300);
        journal.close();
        open();
        assertThat(journal.recovered().lastSequence()).isEqualTo(60);
        TestRecords again = new TestRecords(journal.chainCrc());
        for (long next = 61; next <= 90; next++) {
            again.command(journal, next, stamp, 120);
        }
        assertThat(read()).isEqualTo(range(61, 90));
        assertThat(tail.reopened()).isPositive();
    }

    /** The restart moves a file away in which nothing was written, and perhaps makes one of the same name again. */
    @Test
    void goesOnWhenAFileThatWasOnlyBegunIsMovedAway() {
        open();
        write(60);
        follow();
        read();
        stamp += TestRecords.HOUR;
        records.fragment(journal, 61, stamp, 0, false, 300);
        assertThat(tail.poll()).isNull();
        journal.close();
        open();
        TestRecords again = new TestRecords(journal.chainCrc());
        again.command(journal, 61, stamp, 120);
        again.command(journal, 62, stamp + TestRecords.HOUR, 120);
        assertThat(read()).isEqualTo(range(61, 62));
    }

    @Test
    void refusesAJournalThatWasCutBelowWhatItRead() {
        open();
        write(60);
        follow();
        read();
        journal.close();
        Path file = lastFile();
        Fixture.flipBit(file, Fixture.recordOffsets(file).get(30) + 30, 1);
        JournalRepair.cutAtLastVerified(config(), true, "test");
        open();
        long verified = journal.recovered().lastSequence();
        assertThat(verified).isBetween(20L, 40L);

        assertThatThrownBy(this::pollUntilItLooks)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("taken away");

        TestRecords again = new TestRecords(journal.chainCrc());
        for (long next = verified + 1; next <= 90; next++) {
            again.command(journal, next, stamp, 120);
        }
        assertThatThrownBy(this::pollUntilItLooks)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("sequence 60");
    }

    private void pollUntilItLooks() {
        while (true) {
            tail.poll();
            Thread.onSpinWait();
        }
    }

    @Test
    void damageIsBelievedInTheEnd() {
        open();
        write(60);
        journal.close();
        Path file = lastFile();
        Fixture.flipBit(file, Fixture.recordOffsets(file).get(30) + 30, 1);
        follow();
        assertThatThrownBy(this::read)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining(file.toString());
        journal = null;
    }
}
