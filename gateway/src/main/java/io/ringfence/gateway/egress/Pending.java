package io.ringfence.gateway.egress;

import io.ringfence.gateway.record.CommitRecord;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that wait for their commit record, by the number under which they went into the core. Bounded; each one is
 * answered once, by whoever takes it out. Safe for any thread.
 */
public final class Pending {
    /** One request that waits. */
    public interface Waiter {
        /** Its record is released. Egress thread; the record is valid during the call only. */
        void committed(CommitRecord record);

        /** It will not be known here what became of it. */
        void unknown(String why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Pending.class);

    private record Entry(Waiter waiter, long publishedAtNanos, long deadlineNanos) {}

    private final ConcurrentHashMap<Long, Entry> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    /** Begins at the wall clock, so that no number comes twice in a journal's life. */
    private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis() * 1_000_000L);

    private final int capacity;
    private final long timeoutNanos;
    private volatile boolean closed;
    private volatile @Nullable Thread consumer;

    public Pending(int capacity, long timeoutNanos) {
        this.capacity = capacity;
        this.timeoutNanos = timeoutNanos;
    }

    /** The request's number, or 0 when too many wait already. */
    public long add(Waiter waiter, long nowNanos) {
        if (closed || count.incrementAndGet() > capacity) {
            count.decrementAndGet();
            return 0;
        }
        long number = numbers.incrementAndGet();
        waiting.put(number, new Entry(waiter, nowNanos, nowNanos + timeoutNanos));
        return number;
    }

    /** Forgets a request that never went into the core; false when somebody has answered it already. */
    public boolean cancel(long number) {
        return take(number) != null;
    }

    private @Nullable Entry take(long number) {
        Entry entry = waiting.remove(number);
        if (entry != null) {
            count.decrementAndGet();
        }
        return entry;
    }

    /** Hands a record to the request that waits for it; returns when that one was published, or 0 if none waits. */
    long complete(long number, CommitRecord record) {
        Entry entry = take(number);
        if (entry == null) {
            return 0;
        }
        try {
            entry.waiter().committed(record);
        } catch (RuntimeException e) {
            LOG.error("record {} could not be made an answer", record.sequence(), e);
            entry.waiter().unknown("the answer could not be made");
        }
        return entry.publishedAtNanos();
    }

    /** Ends the waiting of whoever has waited too long. */
    public void expire(long nowNanos) {
        waiting.forEach((number, entry) -> {
            if (entry.deadlineNanos() - nowNanos < 0 && take(number) != null) {
                entry.waiter().unknown("no commit record within the time allowed");
            }
        });
    }

    /** The core is dead: nobody waits any longer, and nobody may begin to. */
    public void failAll(String why) {
        closed = true;
        for (Long number : waiting.keySet()) {
            Entry taken = take(number);
            if (taken != null) {
                taken.waiter().unknown(why);
            }
        }
    }

    public boolean isClosed() {
        return closed;
    }

    public int size() {
        return count.get();
    }

    void consumer(Thread thread) {
        consumer = thread;
    }

    /** Something was published: the consumer need not sleep out its time. */
    public void published() {
        LockSupport.unpark(consumer);
    }
}
