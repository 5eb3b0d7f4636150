package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our reading of Chronicle's files is our own; these fail when a new version of Chronicle writes them differently. */
class ChronicleFormatTest {
    @TempDir
    Path data;

    @Test
    void everyNewFileStartsWithTheBytesThatWeExpect() {
        Fixture journal = Fixture.write(data);
        for (int i = 0; i < 3; i++) {
            try (FileWindow window = new FileWindow(1 << 20)) {
                window.open(journal.file(i));
                assertThat(window.has(0, CycleStructure.FIXED_LENGTH)).isTrue();
                assertThat(CycleStructure.fixedCrc(window)).isEqualTo(CycleStructure.FIXED_CRC);
            }
        }
    }

    @Test
    void chroniclesOwnTailerReadsTheSameRecordsAtTheSameIndexes() {
        Fixture journal = Fixture.write(data);
        List<String> ours = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal.layout, ReleaseBarrier.upTo(Fixture.SEQUENCES))) {
            for (DirectBuffer record = reader.poll(); record != null; record = reader.poll()) {
                byte[] bytes = new byte[record.capacity()];
                record.getBytes(0, bytes);
                ours.add(describe(bytes));
            }
        }
        List<String> theirs = new ArrayList<>();
        long lastIndex = -1;
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(journal.layout.journalDirectory())
                        .rollCycle(RollCycles.FAST_HOURLY)
                        .readOnly(true)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            Bytes<?> bytes = Bytes.allocateElasticOnHeap();
            while (tailer.readBytes(bytes)) {
                theirs.add(describe(bytes.toByteArray()));
                bytes.clear();
                lastIndex = tailer.lastReadIndex();
            }
        }
        assertThat(theirs).isEqualTo(ours);
        assertThat(journal.scan().totals().lastIndex()).isEqualTo(lastIndex);
    }

    private static String describe(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return bytes.length + ":" + Long.toHexString(crc.getValue());
    }

    /** More than 256 x 4096 records in one file need a second index, which Chronicle puts among the records. */
    @Test
    void filesWithSeveralIndexesAreSoundAndCanBeContinued() {
        JournalConfig config = new JournalConfig(new JournalLayout(data), 16 << 20);
        TestRecords records = new TestRecords();
        long total = 256 * 4096 * 2 + 10;
        try (ChronicleJournal journal = ChronicleJournal.open(config, ScanProgress.NONE)) {
            for (long sequence = 1; sequence <= total; sequence++) {
                records.command(journal, sequence, TestRecords.START, 45);
            }
        }
        try (ChronicleJournal journal = ChronicleJournal.open(config, ScanProgress.NONE)) {
            for (long sequence = total + 1; sequence <= total + 300; sequence++) {
                records.command(journal, sequence, TestRecords.START, 45);
            }
        }
        ScanReport report = JournalScan.run(config.layout(), ScanProgress.NONE);
        assertThat(report.totals().lastSequence()).isEqualTo(total + 300);
        assertThat(report.tails()).isEmpty();
        assertStartsAnywhere(config.layout(), total + 300);
        Path file = CycleFile.list(config.layout().journalDirectory()).get(0).path();
        Fixture.flipBit(file, 0xF8, 6); // where the second index is
        JournalDamagedException found = catchThrowableOfType(
                JournalDamagedException.class, () -> JournalScan.run(config.layout(), ScanProgress.NONE));
        assertThat(found.offset()).isEqualTo(0xF8);
        // The index is only a hint to readers.
        assertStartsAnywhere(config.layout(), total + 300);
        Fixture.write(file, 0xE8, new byte[4096]);
        assertStartsAnywhere(config.layout(), total + 300);
    }

    private static void assertStartsAnywhere(JournalLayout layout, long last) {
        for (long after : new long[] {1, 255, 256, 257, 1 << 20, (1 << 20) + 1, (2 << 20) + 1, last - 1, last}) {
            try (JournalReader reader = JournalReader.openAfter(layout, ReleaseBarrier.upTo(last), after)) {
                assertThat(reader.poll() == null).isEqualTo(after == last);
                assertThat(reader.sequence()).isEqualTo(Math.min(after + 1, last));
            }
        }
    }
}
