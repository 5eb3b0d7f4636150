package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulation's model of Chronicle's writer makes the files that Chronicle makes. */
class SimulatedCyclesTest {
    private static final int COMMANDS = 1500;
    private static final int ROOM = 1 << 20;

    @TempDir
    Path data;

    @Test
    void writesTheBytesThatChronicleWrites() throws IOException {
        JournalConfig config = new JournalConfig(new JournalLayout(data), JournalConfig.MIN_BLOCK_SIZE);
        try (ChronicleJournal real = ChronicleJournal.open(config, ScanProgress.NONE)) {
            write(real);
        }
        SimulatedDisk disk = new SimulatedDisk();
        try (ChronicleJournal simulated =
                new SimulatedJournal(disk, config.layout(), ROOM).open(false).journal()) {
            write(simulated);
        }
        List<CycleFile> files = CycleFile.list(config.layout().journalDirectory());
        assertThat(CycleFile.list(disk, config.layout().journalDirectory())).isEqualTo(files);
        assertThat(files).hasSize(3);
        for (CycleFile file : files) {
            byte[] theirs = Files.readAllBytes(file.path());
            byte[] ours = disk.copy(file.path());
            int common = Math.min(theirs.length, ours.length);
            assertThat(Arrays.mismatch(theirs, 0, common, ours, 0, common))
                    .as("first byte of %s that differs", file.path())
                    .isEqualTo(-1);
        }
        byte[] mark = disk.copy(config.layout().markFile());
        assertThat(Files.readAllBytes(config.layout().markFile())).isEqualTo(mark);
    }

    private static void write(ChronicleJournal journal) {
        TestRecords records = new TestRecords();
        for (long sequence = 1; sequence <= COMMANDS; sequence++) {
            long stamp = TestRecords.START + sequence / 700 * TestRecords.HOUR + sequence;
            if (sequence % 100 == 0) {
                for (int fragment = 0; fragment < 3; fragment++) {
                    records.fragment(journal, sequence, stamp, fragment, fragment == 2, 300 + fragment);
                }
                journal.committed(sequence);
            } else {
                records.command(journal, sequence, stamp, TestRecords.lengthFor(sequence));
            }
        }
    }
}
