package io.ringfence.journal;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long forces took, counted in buckets. Written by one thread, read by any. */
public final class ForceTimes {
    private static final long[] BOUNDS_NANOS = {
        25_000,
        50_000,
        100_000,
        200_000,
        400_000,
        800_000,
        1_600_000,
        3_200_000,
        6_400_000,
        12_800_000,
        25_600_000,
        51_200_000,
        102_400_000,
        409_600_000,
        1_638_400_000
    };

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_NANOS.length + 1);
    private volatile long sumNanos;

    ForceTimes() {}

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void add(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        counts.lazySet(bucket, counts.get(bucket) + 1);
        sumNanos += nanos;
    }

    /** Upper bounds, in nanoseconds, of all buckets but the last, which has none. */
    public static long[] boundsNanos() {
        return BOUNDS_NANOS.clone();
    }

    /** Forces that took as long as a bucket says, and not as little as the bucket before. */
    public long count(int bucket) {
        return counts.get(bucket);
    }

    public int buckets() {
        return counts.length();
    }

    public long sumNanos() {
        return sumNanos;
    }
}
