package io.ringfence.ops.run;

import io.ringfence.gateway.follower.Alarm;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalScan;
import io.ringfence.journal.ScanReport;
import io.ringfence.journal.Vouchers.Voucher;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, while the core runs, the records that its start did not read because a snapshot vouches for them. Damage there
 * does not touch the state, but the journal is no proof any more: it raises the alarm.
 */
final class UnreadCheck implements AutoCloseable {
    private static final long PAUSE_NANOS = 1_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(UnreadCheck.class);

    private final JournalLayout layout;
    private final @Nullable Voucher voucher;
    private final Alarm alarm;
    private final Thread thread = new Thread(this::run, "ringfence-check");
    private volatile boolean going = true;
    private volatile @Nullable String problem;

    UnreadCheck(JournalLayout layout, ScanReport report, Alarm alarm) {
        this.layout = layout;
        this.voucher = report.unread() ? report.vouched() : null;
        this.alarm = alarm;
        thread.setDaemon(true);
    }

    void start() {
        if (voucher != null) {
            thread.start();
        }
    }

    private void run() {
        Voucher unread = voucher;
        if (unread == null) {
            return;
        }
        long started = System.nanoTime();
        try {
            if (JournalScan.readBelow(layout, unread, this::goesOn)) {
                LOG.info(
                        "the journal is sound from its first record to the snapshot at sequence {} ({} ms)",
                        unread.totals().lastSequence(),
                        (System.nanoTime() - started) / 1_000_000);
            }
        } catch (JournalException | UncheckedIOException e) {
            problem = e.getMessage();
            LOG.error("the journal is damaged in front of the snapshot that this start began behind", e);
            alarm.raise(String.valueOf(e.getMessage()));
        }
    }

    /** Asked every few thousand records: leaves the disk and the core to others for about as long as it read. */
    private boolean goesOn() {
        LockSupport.parkNanos(PAUSE_NANOS);
        return going;
    }

    /** Whether everything has been read, or reading ended with a problem. Safe for any thread. */
    boolean isDone() {
        return voucher == null || thread.getState() == Thread.State.TERMINATED;
    }

    /** What was found, as a sentence; null while nothing was. Safe for any thread. */
    @Nullable
    String problem() {
        return problem;
    }

    @Override
    public void close() {
        going = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
