package io.ringfence.bench.durability;

import io.ringfence.engine.record.RecordWriter;
import io.ringfence.engine.state.LogicVersion;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.Durability;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.ScanProgress;
import io.ringfence.journal.SpaceConfig;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/** One journal in an empty folder, written by the calling thread as the engine does, and closed after one measurement. */
final class JournalRun {
    /** Frame, prefix and checksum take the rest of 256. */
    private static final int PAYLOAD = 210;

    private static final long FIRST_STAMP = 1_767_225_601_000_000_000L;
    private static final long HIGHEST_NANOS = 60_000_000_000L;

    private final ChronicleJournal journal;
    private final RecordWriter writer;
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[PAYLOAD]);
    private long sequence;

    JournalRun(Path folder, Durability durability, SpaceConfig space) {
        journal = ChronicleJournal.open(
                JournalConfig.of(new JournalLayout(folder)).with(durability).with(space), ScanProgress.NONE);
        writer = new RecordWriter(journal);
    }

    static Histogram histogram() {
        return new Histogram(HIGHEST_NANOS, 3);
    }

    static String quantiles(Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f, p99 %.1f, p99.9 %.1f µs",
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getValueAtPercentile(99.9) / 1e3);
    }

    private void append() {
        sequence++;
        writer.begin(LogicVersion.NEWEST, sequence, FIRST_STAMP + sequence * 1_000, command, 0, PAYLOAD);
        writer.commit();
    }

    /** Records a second, from the first append to the release of the last one. */
    double saturated(int records) {
        long start = System.nanoTime();
        for (int i = 0; i < records; i++) {
            append();
        }
        journal.awaitReleased();
        long nanos = System.nanoTime() - start;
        journal.close();
        return records * 1e9 / nanos;
    }

    /** From the instant at which a record was due to its release. */
    Histogram paced(int perSecond, int seconds) {
        int records = perSecond * seconds;
        long gap = 1_000_000_000L / perSecond;
        long[] dueNanos = new long[records + 1];
        Releases releases = new Releases(dueNanos);
        journal.onRelease(releases::look);
        long start = System.nanoTime();
        for (int i = 1; i <= records; i++) {
            dueNanos[i] = start + i * gap;
            while (System.nanoTime() < dueNanos[i]) {
                LockSupport.parkNanos(gap / 10);
            }
            append();
            releases.look();
        }
        journal.awaitReleased();
        releases.look();
        journal.close();
        return releases.times;
    }

    /** Notes each record's release once, on whichever thread sees it first. */
    private final class Releases {
        private final Histogram times = histogram();
        private final long[] dueNanos;
        private int noted;

        Releases(long[] dueNanos) {
            this.dueNanos = dueNanos;
        }

        synchronized void look() {
            long released = journal.releasedSequence();
            long now = System.nanoTime();
            while (noted < released) {
                noted++;
                times.recordValue(Math.max(0, now - dueNanos[noted]));
            }
        }
    }
}
