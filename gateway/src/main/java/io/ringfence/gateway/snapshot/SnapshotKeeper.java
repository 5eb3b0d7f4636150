package io.ringfence.gateway.snapshot;

import io.ringfence.journal.JournalTotals;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotOutput;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots of what records add up to. Their reader's thread only copies into the page cache; waiting for the disk,
 * reading back and renaming happen on a thread of their own. A snapshot that cannot be written is logged and counted,
 * and tried again when the next one is due: the journal alone is enough to recover from.
 */
public final class SnapshotKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
    private static final long IDLE_PARK_NANOS = 1_000_000;
    private static final long CLOSE_SECONDS = 60;

    private final SnapshotPolicy policy;
    private final ExecutorService disk = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ringfence-snapshot");
        thread.setDaemon(true);
        return thread;
    });
    private long lastSequence;
    private long lastNanos = System.nanoTime();
    private volatile boolean busy;
    private volatile long written;
    private volatile long writtenAtNanos;
    private final AtomicLong failures = new AtomicLong();

    /** @param sequence of the snapshot that the subject started from; 0 = none */
    public SnapshotKeeper(SnapshotPolicy policy, long sequence) {
        this.policy = policy;
        lastSequence = sequence;
    }

    /** To be asked between two records: writes when one is due. Cheap when none is. */
    public void consider(SnapshotSubject subject, JournalTotals totals) {
        if (mayBeDue(subject.sequence())) {
            write(subject, totals);
        }
    }

    /** Whether asking {@link #consider} could lead to anything, without counting up the journal's totals. */
    public boolean mayBeDue(long sequence) {
        return sequence > lastSequence
                && !busy
                && (sequence - lastSequence >= policy.everyCommands()
                        || System.nanoTime() - lastNanos >= policy.everyNanos());
    }

    /**
     * Writes now, unless the newest snapshot is of this very command or the subject is not sound.
     *
     * <p>What {@link SnapshotSubject#hash} throws goes through to the caller.
     */
    public void write(SnapshotSubject subject, JournalTotals totals) {
        if (!subject.isSound() || subject.sequence() <= lastSequence) {
            return;
        }
        if (totals.lastSequence() != subject.sequence()) {
            throw new IllegalStateException(
                    "the state is at " + subject.sequence() + ", the reader at " + totals.lastSequence());
        }
        long hash = subject.hash();
        lastSequence = subject.sequence();
        lastNanos = System.nanoTime();
        busy = true;
        try {
            SnapshotOutput output = policy.store().begin(totals, hash);
            boolean copied = false;
            try {
                subject.write(output);
                copied = true;
            } finally {
                if (!copied) {
                    output.close();
                }
            }
            disk.execute(() -> finish(output));
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void finish(SnapshotOutput output) {
        try (output) {
            SnapshotFile file = output.finish();
            written = file.sequence();
            writtenAtNanos = System.nanoTime();
            LOG.info(
                    "snapshot at sequence {}: {} bytes in {}",
                    file.sequence(),
                    file.header().length(),
                    file.path());
            busy = false;
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        busy = false;
        failures.incrementAndGet();
        LOG.warn("no snapshot was written; a restart replays more of the journal", e);
    }

    /** Waits until no snapshot is on its way to the disk. */
    public void awaitIdle() {
        while (busy) {
            LockSupport.parkNanos(IDLE_PARK_NANOS);
        }
    }

    /** Sequence of the last snapshot written since the start; 0 = none. Safe for any thread. */
    public long written() {
        return written;
    }

    /** {@code System.nanoTime()} of the last one. */
    public long writtenAtNanos() {
        return writtenAtNanos;
    }

    public long failures() {
        return failures.get();
    }

    /** Waits for what is on its way to the disk. */
    @Override
    public void close() {
        disk.shutdown();
        try {
            if (!disk.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the last snapshot is still not on the disk after {} s; going on without", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
