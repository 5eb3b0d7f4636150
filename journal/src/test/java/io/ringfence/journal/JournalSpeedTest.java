package io.ringfence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine thread allocates nothing to journal; a reader beside it sees every record, once, in order. */
class JournalSpeedTest {
    private static final int WARM_UP = 50_000;
    private static final int MEASURED = 300_000;
    /** What is left over belongs to blocks and windows, which are mapped now and then. */
    private static final double A_FRACTION_OF_THE_SMALLEST_OBJECT = 0.5;

    @TempDir
    Path data;

    private ChronicleJournal open(long blockSize) {
        return ChronicleJournal.open(new JournalConfig(new JournalLayout(data), blockSize), ScanProgress.NONE);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void appendsAndReadsWithoutAllocating() {
        TestRecords records = new TestRecords();
        long sequence = 0;
        try (ChronicleJournal journal = open(JournalConfig.DEFAULT_BLOCK_SIZE)) {
            for (int i = 0; i < WARM_UP; i++) {
                records.command(journal, ++sequence, TestRecords.START + sequence, 256);
            }
            long before = allocated();
            long start = System.nanoTime();
            for (int i = 0; i < MEASURED; i++) {
                records.command(journal, ++sequence, TestRecords.START + sequence, 256);
            }
            long nanos = System.nanoTime() - start;
            double perAppend = (double) (allocated() - before) / MEASURED;
            System.out.printf(
                    "append 256 B: %.4f B allocated, %d ns with making the record%n", perAppend, nanos / MEASURED);
            assertThat(perAppend).isLessThan(A_FRACTION_OF_THE_SMALLEST_OBJECT);
            assertReadingAllocatesNothing(journal, sequence);
        }
    }

    private void assertReadingAllocatesNothing(ChronicleJournal journal, long last) {
        allocatedByReading(journal, last); // loads classes, which allocates on the thread that needs them
        double perRecord = (double) allocatedByReading(journal, last) / last;
        assertThat(perRecord).isLessThan(A_FRACTION_OF_THE_SMALLEST_OBJECT);
    }

    private long allocatedByReading(ChronicleJournal journal, long last) {
        try (JournalReader reader = JournalReader.open(new JournalLayout(data), journal)) {
            long before = allocated();
            while (reader.poll() != null) {
                // Verified by the reader.
            }
            assertThat(reader.sequence()).isEqualTo(last);
            return allocated() - before;
        }
    }

    @Test
    void readerBesideTheWriterSeesEverythingInOrder() throws Exception {
        int commands = 200_000;
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try (ChronicleJournal journal = open(1 << 20)) {
            Thread reading = new Thread(() -> followUntil(journal, commands, failure), "reader");
            reading.start();
            TestRecords records = new TestRecords();
            for (long sequence = 1; sequence <= commands; sequence++) {
                long stamp = TestRecords.START + sequence * (TestRecords.HOUR / 20_000);
                if (sequence % 5 == 0) {
                    records.fragment(journal, sequence, stamp, 0, false, 300);
                    records.fragment(journal, sequence, stamp, 1, true, 301);
                    journal.committed(sequence);
                } else {
                    records.command(journal, sequence, stamp, TestRecords.lengthFor(sequence));
                }
            }
            reading.join(20_000);
            assertThat(reading.isAlive()).isFalse();
        }
        assertThat(failure.get()).isNull();
    }

    private void followUntil(ChronicleJournal journal, long last, AtomicReference<@Nullable Throwable> failure) {
        BarrierWait wait = new BarrierWait(journal, 100_000);
        UnsafeBuffer copy = new UnsafeBuffer(new byte[64 * 1024]);
        try (JournalReader reader = JournalReader.open(new JournalLayout(data), journal)) {
            long expected = 1;
            while (expected <= last) {
                DirectBuffer record = reader.poll();
                if (record == null) {
                    assertThat(reader.isLastOfCommand()).isTrue();
                    wait.await(expected, 10_000_000_000L);
                    continue;
                }
                copy.putBytes(0, record, 0, record.capacity());
                assertThat(reader.sequence()).isEqualTo(expected);
                assertThat(reader.sequence()).isLessThanOrEqualTo(journal.releasedSequence());
                expected += reader.isLastOfCommand() ? 1 : 0;
            }
        } catch (RuntimeException | AssertionError e) {
            failure.set(e);
        }
    }
}
