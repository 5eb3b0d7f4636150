package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 'journal verify' may run beside a live core: what is under way must not look like damage. */
class LiveScanTest {
    private static final long ENOUGH_SCANS = 12;
    private static final long MOST_COMMANDS = 150_000;

    @TempDir
    Path data;

    @Test
    void scanBesideTheWriterFindsNoDamage() throws Exception {
        JournalConfig config = new JournalConfig(new JournalLayout(data), 1 << 20);
        AtomicBoolean stop = new AtomicBoolean();
        try (ChronicleJournal journal = ChronicleJournal.open(config, ScanProgress.NONE)) {
            Thread writer = new Thread(() -> write(journal, stop), "writer");
            writer.start();
            try {
                for (int scan = 0; scan < ENOUGH_SCANS && writer.isAlive(); scan++) {
                    long released = journal.releasedSequence();
                    JournalTotals totals =
                            JournalScan.run(config.layout(), ScanProgress.NONE).totals();
                    assertThat(totals.lastSequence()).isGreaterThanOrEqualTo(released);
                }
            } finally {
                stop.set(true);
                writer.join();
            }
        }
    }

    private static void write(ChronicleJournal journal, AtomicBoolean stop) {
        TestRecords records = new TestRecords();
        for (long sequence = 1; sequence <= MOST_COMMANDS && !stop.get(); sequence++) {
            long stamp = TestRecords.START + sequence * (TestRecords.HOUR / 3000);
            int fragments = sequence % 7 == 0 ? 3 : 1;
            for (int fragment = 0; fragment < fragments; fragment++) {
                records.fragment(journal, sequence, stamp, fragment, fragment == fragments - 1, 120);
            }
            journal.committed(sequence);
        }
    }
}
