package io.ringfence.gateway.egress;

import io.ringfence.engine.schema.OriginDecoder;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.ReleasedRecords;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that tells clients what became of their commands: it reads every record that is released, once and in
 * order, and completes the request that waits for it. Nothing is answered before its record is behind the barrier.
 */
public final class Egress implements AutoCloseable {
    /** Sees every released record, on the egress thread. */
    public interface Observer {
        void released(CommitRecord record);

        /** A request's record was seen, and its answer handed over. */
        void answered(long publishedAtNanos);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Egress.class);
    private static final int REST_SESSION = 1;
    private static final int BATCH = 64;
    private static final long WAITING_PARK_NANOS = 20_000;
    private static final long IDLE_PARK_NANOS = 2_000_000;

    private final ReleasedRecords.Cursor cursor;
    private final Pending pending;
    private final Observer observer;
    private final RecordAssembler assembler = new RecordAssembler(this::onRecord);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile long sequence;

    public Egress(ReleasedRecords.Cursor cursor, Pending pending, Observer observer) {
        this.cursor = cursor;
        this.pending = pending;
        this.observer = observer;
        this.thread = new Thread(this::run, "ringfence-egress");
    }

    public void start() {
        pending.consumer(thread);
        thread.start();
    }

    /** The last sequence that was told. */
    public long sequence() {
        return sequence;
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        try (cursor) {
            while (running) {
                if (cursor.poll(assembler, BATCH) == 0) {
                    LockSupport.parkNanos(this, pending.size() > 0 ? WAITING_PARK_NANOS : IDLE_PARK_NANOS);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("the egress consumer stopped behind sequence {}", sequence, e);
        } finally {
            pending.failAll("the gateway reads no more records");
        }
    }

    private void onRecord(CommitRecord record) {
        sequence = record.sequence();
        observer.released(record);
        OriginDecoder origin = record.origin();
        long number = origin.correlationId();
        if (number != 0 && origin.sessionId() == REST_SESSION) {
            long publishedAtNanos = pending.complete(number, record);
            if (publishedAtNanos != 0) {
                observer.answered(publishedAtNanos);
            }
        }
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
