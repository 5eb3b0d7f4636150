package io.ringfence.gateway.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * A token bucket for each key: so many requests a second, and as many at once after a second of silence. Keeps one client
 * from taking what the others need; how much an account may order is the engine's to say. Safe for any thread.
 */
final class RateLimits {
    private static final long SECOND = 1_000_000_000L;

    /** The moment at which the bucket is full again; guarded by itself. */
    private static final class Bucket {
        long fullAtNanos;
    }

    private final long perSecond;
    private final LongSupplier clock;
    private final ConcurrentMap<Integer, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * Full buckets.
     *
     * @param perSecond requests; 0 = no limit
     * @param clock nanoseconds that only grow
     */
    RateLimits(long perSecond, LongSupplier clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Takes one request of a key; false when its bucket is empty. */
    boolean take(int keyId) {
        if (perSecond == 0) {
            return true;
        }
        long now = clock.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(keyId, unused -> {
            Bucket full = new Bucket();
            full.fullAtNanos = now;
            return full;
        });
        long each = SECOND / perSecond;
        synchronized (bucket) {
            long fullAt = bucket.fullAtNanos - now > 0 ? bucket.fullAtNanos : now;
            if (fullAt - now + each > SECOND) {
                return false;
            }
            bucket.fullAtNanos = fullAt + each;
            return true;
        }
    }

    long perSecond() {
        return perSecond;
    }
}
