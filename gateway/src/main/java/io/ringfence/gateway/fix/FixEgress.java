package io.ringfence.gateway.fix;

import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.ReleasedRecords;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that sends reports. Reads released records from the first on, so that it knows every order; what a
 * session has had before is made again and not sent again.
 */
final class FixEgress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FixEgress.class);
    private static final int BATCH = 64;
    private static final long IDLE_PARK_NANOS = 1_000_000;
    private static final long STOP_MILLIS = 30_000;

    private final ReleasedRecords records;
    private final ReleasedRecords.Cursor cursor;
    private final Reporter reporter;
    private final Runnable onDeath;
    private final RecordAssembler assembler = new RecordAssembler(this::onRecord);
    private final Thread thread = new Thread(this::run, "ringfence-fix-egress");
    private volatile boolean running = true;
    private volatile long sequence;

    /** @param onDeath told, on the dying thread, that nothing is reported any more: then nothing may come in either */
    FixEgress(ReleasedRecords records, Reporter reporter, Runnable onDeath) {
        this.records = records;
        this.reporter = reporter;
        this.onDeath = onDeath;
        cursor = records.cursor(1);
    }

    void start() {
        thread.start();
    }

    /** Somebody may wait for what was just released. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** The last sequence that was reported. */
    long sequence() {
        return sequence;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        try (cursor) {
            while (running) {
                if (cursor.poll(assembler, BATCH) == 0) {
                    LockSupport.parkNanos(this, IDLE_PARK_NANOS);
                }
            }
            long last = records.releasedSequence();
            while (sequence < last && cursor.poll(assembler, BATCH) > 0) {
                // the reports of everything that is released go into the stores
            }
        } catch (RuntimeException e) {
            LOG.error("FIX reports stopped behind sequence {}; they go on at the next start", sequence, e);
            onDeath.run();
        }
    }

    private void onRecord(CommitRecord record) {
        reporter.onRecord(record);
        sequence = record.sequence();
    }

    @Override
    public void close() {
        running = false;
        wake();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
