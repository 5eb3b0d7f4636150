package io.ringfence.engine.state;

/**
 * Guard against an algorithm that repeats itself: the last orders' fingerprints (symbol, side, quantity, price) with
 * their stamps, in a ring of fixed size.
 */
public final class DuplicatePattern {
    private static final int SIZE = 64;
    private long[] fingerprints = new long[0];
    private long[] stamps = new long[0];
    private int next;

    /** Notes an order; true when {@code max} equal ones already lie within the window. */
    public boolean exceeds(long fingerprint, long max, long windowNanos, long atNanos) {
        if (fingerprints.length == 0) {
            fingerprints = new long[SIZE];
            stamps = new long[SIZE];
        }
        int same = 0;
        for (int i = 0; i < SIZE; i++) {
            if (fingerprints[i] == fingerprint && stamps[i] != 0 && atNanos - stamps[i] < windowNanos) {
                same++;
            }
        }
        fingerprints[next] = fingerprint;
        stamps[next] = atNanos;
        next = (next + 1) % SIZE;
        return same >= max;
    }

    long hash(long seed) {
        long h = StateHash.mix(seed, next);
        for (int i = 0; i < fingerprints.length; i++) {
            h = StateHash.mix(StateHash.mix(h, fingerprints[i]), stamps[i]);
        }
        return h;
    }
}
