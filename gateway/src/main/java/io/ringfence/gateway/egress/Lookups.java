package io.ringfence.gateway.egress;

import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.RecordAssembler.RecordHandler;
import io.ringfence.gateway.record.ReleasedRecords;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads single old records on a thread of its own, so that a search in the journal never delays live answers. */
public final class Lookups implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);

    private final ReleasedRecords.Lookup lookup;
    private final ThreadPoolExecutor executor;

    public Lookups(ReleasedRecords.Lookup lookup, int capacity) {
        this.lookup = lookup;
        this.executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(capacity),
                task -> new Thread(task, "ringfence-lookup"));
    }

    /**
     * Has a record read.
     *
     * @param found takes the record, on the lookup thread
     * @param missing runs when there is no such record or it can not be read
     * @return false when too many look-ups wait
     */
    public boolean read(long sequence, RecordHandler found, Runnable missing) {
        try {
            executor.execute(() -> readNow(sequence, found, missing));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void readNow(long sequence, RecordHandler found, Runnable missing) {
        boolean there = false;
        try {
            there = lookup.read(sequence, new RecordAssembler(found));
        } catch (RuntimeException e) {
            LOG.error("record {} can not be read", sequence, e);
        }
        if (!there) {
            missing.run();
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
        lookup.close();
    }
}
