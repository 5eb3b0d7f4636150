package io.ringfence.gateway.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts failures by who was claimed and from where, and says for how long that pair is locked out. The pair, because a
 * stranger elsewhere must not be able to lock the owner of a key out. Safe for any thread.
 */
public final class Lockout {
    /** A key's name as it was claimed, and the address that claimed it. */
    record Pair(String key, String source) {}

    /** Failures before the first wait. */
    public static final int DEFAULT_FREE = 10;

    private static final long SECOND = 1_000_000_000L;
    private static final long MOST_NANOS = 300 * SECOND;
    /** After so long without a failure, all is forgotten. */
    private static final long FORGET_NANOS = 900 * SECOND;

    private static final int MOST_PAIRS = 10_000;

    private static final class Count {
        int failures;
        long lastNanos;
        long lockedUntilNanos;
    }

    private final LongSupplier clock;
    private final int free;
    private final Map<Pair, Count> counts = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Count> eldest) {
            return size() > MOST_PAIRS;
        }
    };

    /**
     * Locks nobody yet.
     *
     * @param clock nanoseconds that only grow
     * @param free failures before the first wait
     */
    public Lockout(LongSupplier clock, int free) {
        this.clock = clock;
        this.free = free;
    }

    /** Seconds for which the pair is locked out, rounded up; 0 when it is not. */
    synchronized long lockedSeconds(Pair pair) {
        Count count = counts.get(pair);
        long left = count == null || count.failures < free ? 0 : count.lockedUntilNanos - clock.getAsLong();
        return left <= 0 ? 0 : (left + SECOND - 1) / SECOND;
    }

    /** Counts a failure; the seconds for which the pair is locked out from now on, 0 = not yet. */
    synchronized long failed(Pair pair) {
        long now = clock.getAsLong();
        Count count = counts.computeIfAbsent(pair, unused -> new Count());
        if (now - count.lastNanos > FORGET_NANOS) {
            count.failures = 0;
        }
        count.lastNanos = now;
        count.failures++;
        if (count.failures < free) {
            return 0;
        }
        int doublings = Math.min(count.failures - free, 16);
        long wait = Math.min(MOST_NANOS, SECOND << doublings);
        count.lockedUntilNanos = now + wait;
        return wait / SECOND;
    }

    synchronized void succeeded(Pair pair) {
        counts.remove(pair);
    }

    /** Pairs that are remembered. */
    synchronized int size() {
        return counts.size();
    }
}
