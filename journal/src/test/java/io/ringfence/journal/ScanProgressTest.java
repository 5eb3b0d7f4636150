package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long scan says how far it has come, in records and in bytes of all files. */
class ScanProgressTest {
    private static final int COMMANDS = 70_000;
    private static final int FIRST_REPORT = 65_536;

    private record Report(long records, long read, long total) {}

    @TempDir
    Path data;

    @Test
    void tellsRecordsAndBytesOnTheWayAndAtTheEnd() {
        JournalLayout layout = new JournalLayout(data);
        try (ChronicleJournal journal =
                ChronicleJournal.open(new JournalConfig(layout, JournalConfig.MIN_BLOCK_SIZE), ScanProgress.NONE)) {
            TestRecords records = new TestRecords();
            for (long sequence = 1; sequence <= COMMANDS; sequence++) {
                long hour = sequence <= COMMANDS / 2 ? 0 : TestRecords.HOUR;
                records.command(journal, sequence, TestRecords.START + hour + sequence, 100);
            }
        }
        List<Report> reports = new ArrayList<>();
        JournalScan.run(layout, (records, read, total) -> reports.add(new Report(records, read, total)));

        List<CycleFile> files = CycleFile.list(layout.journalDirectory());
        assertThat(files).hasSize(2);
        long total =
                files.stream().mapToLong(file -> file.path().toFile().length()).sum();
        long first = Fixture.endOf(files.get(0).path());
        List<Long> second = Fixture.recordOffsets(files.get(1).path());
        assertThat(reports)
                .containsExactly(
                        new Report(FIRST_REPORT, first + second.get(FIRST_REPORT - COMMANDS / 2 - 1), total),
                        new Report(COMMANDS, total, total));
    }
}
