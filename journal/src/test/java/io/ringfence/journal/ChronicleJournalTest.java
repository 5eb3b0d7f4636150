package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleJournalTest {
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

    /** Sequence, fragment, length and time of everything that may be read. */
    private List<String> readAll(ReleaseBarrier barrier) {
        List<String> found = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(config.layout(), barrier)) {
            for (DirectBuffer record = reader.poll(); record != null; record = reader.poll()) {
                found.add(reader.sequence() + "/" + record.capacity() + "/" + reader.timestampNanos());
            }
        }
        return found;
    }

    @Test
    void readsBackWhatWasAppended() {
        List<String> expected = new ArrayList<>();
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords();
            for (int sequence = 1; sequence <= 5000; sequence++) {
                int length = TestRecords.lengthFor(sequence);
                records.command(journal, sequence, TestRecords.START + sequence, length);
                expected.add(sequence + "/" + length + "/" + (TestRecords.START + sequence));
            }
            assertThat(readAll(journal)).isEqualTo(expected);
        }
        assertThat(readAll(ReleaseBarrier.upTo(5000))).isEqualTo(expected);
    }

    @Test
    void deliversFragmentsOnlyWithTheirLastOne() {
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords();
            records.command(journal, 1, TestRecords.START, 100);
            for (int fragment = 0; fragment < 4; fragment++) {
                records.fragment(journal, 2, TestRecords.START, fragment, false, 64 * 1024);
            }
            assertThat(readAll(journal)).hasSize(1);
            records.fragment(journal, 2, TestRecords.START, 4, true, 333);
            assertThat(readAll(journal)).hasSize(1);
            journal.committed(2);
            assertThat(readAll(journal)).hasSize(6);
        }
        JournalTotals totals =
                JournalScan.run(config.layout(), ScanProgress.NONE).totals();
        assertThat(totals.records()).isEqualTo(6);
        assertThat(totals.commands()).isEqualTo(2);
    }

    @Test
    void writesOnAfterEachRestart() {
        List<String> expected = new ArrayList<>();
        TestRecords records = new TestRecords();
        long sequence = 0;
        for (int start = 0; start < 5; start++) {
            try (ChronicleJournal journal = open()) {
                assertThat(journal.recovered().lastSequence()).isEqualTo(sequence);
                assertThat(journal.chainCrc()).isEqualTo(records.crc());
                assertThat(readAll(journal)).isEqualTo(expected);
                for (int i = 0; i < 700; i++) {
                    sequence++;
                    int length = TestRecords.lengthFor(sequence);
                    records.command(journal, sequence, TestRecords.START + sequence, length);
                    expected.add(sequence + "/" + length + "/" + (TestRecords.START + sequence));
                }
            }
        }
        assertThat(readAll(ReleaseBarrier.upTo(sequence))).isEqualTo(expected);
        assertThat(JournalScan.run(config.layout(), ScanProgress.NONE).tails()).isEmpty();
    }

    @Test
    void rollsByTheRecordsOwnTimeAcrossRestarts() {
        TestRecords records = new TestRecords();
        long sequence = 0;
        // Far in the past and far ahead of the wall clock, a stamp that stands still (a clock that stepped back is
        // clamped so), and gaps of many hours.
        long[] hours = {0, 0, 1, 1, 1, 2, 30, 30, 31, 24 * 365 * 40L};
        for (long hour : hours) {
            try (ChronicleJournal journal = open()) {
                for (int i = 0; i < 300; i++) {
                    sequence++;
                    records.command(journal, sequence, TestRecords.START + hour * TestRecords.HOUR, 128);
                }
                assertThat(readAll(journal)).hasSize((int) sequence);
            }
        }
        JournalTotals totals =
                JournalScan.run(config.layout(), ScanProgress.NONE).totals();
        assertThat(totals.commands()).isEqualTo(sequence);
        assertThat(totals.files()).isEqualTo(6);
        assertThat(CycleFile.list(config.layout().journalDirectory())
                        .get(1)
                        .path()
                        .getFileName())
                .hasToString("20260101-01F.cq4");
    }

    @Test
    void rollsWhileOpenAndStartsAnywhere() {
        try (ChronicleJournal journal = open()) {
            TestRecords records = new TestRecords();
            for (int sequence = 1; sequence <= 1000; sequence++) {
                long stamp = TestRecords.START + sequence * (TestRecords.HOUR / 100);
                records.command(journal, sequence, stamp, TestRecords.lengthFor(sequence));
            }
            for (long after : new long[] {0, 1, 99, 100, 101, 550, 999, 1000}) {
                try (JournalReader reader = JournalReader.openAfter(config.layout(), journal, after)) {
                    int count = 0;
                    while (reader.poll() != null) {
                        count++;
                        assertThat(reader.sequence()).isEqualTo(after + count);
                    }
                    assertThat(count).isEqualTo((int) (1000 - after));
                }
            }
        }
    }
}
