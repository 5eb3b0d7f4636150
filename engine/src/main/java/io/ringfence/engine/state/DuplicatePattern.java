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
    /** Sum of fingerprints and stamps, each times the weight of its place. */
    private long digest;

    /** Notes an order; true when {@code max} equal ones already lie within the window. */
    public boolean exceeds(long fingerprint, long max, long windowNanos, long atNanos) {
        allocate();
        int same = 0;
        for (int i = 0; i < SIZE; i++) {
            if (fingerprints[i] == fingerprint && stamps[i] != 0 && atNanos - stamps[i] < windowNanos) {
                same++;
            }
        }
        put(next, fingerprint, atNanos);
        next = (next + 1) % SIZE;
        return same >= max;
    }

    private void allocate() {
        if (fingerprints.length == 0) {
            fingerprints = new long[SIZE];
            stamps = new long[SIZE];
        }
    }

    private void put(int place, long fingerprint, long atNanos) {
        digest += (fingerprint - fingerprints[place]) * StateHash.weight(2 * place)
                + (atNanos - stamps[place]) * StateHash.weight(2 * place + 1);
        fingerprints[place] = fingerprint;
        stamps[place] = atNanos;
    }

    /** Places in use: none before the first order. */
    public int size() {
        return fingerprints.length;
    }

    public int next() {
        return next;
    }

    public long fingerprint(int place) {
        return fingerprints[place];
    }

    public long stamp(int place) {
        return stamps[place];
    }

    /** Fills one place as a snapshot says. */
    public void restore(int place, long fingerprint, long atNanos, int nextPlace) {
        allocate();
        put(place, fingerprint, atNanos);
        next = nextPlace;
    }

    long hash(long seed, boolean rescan) {
        return StateHash.add(StateHash.add(seed, next), rescan ? rescan() : digest);
    }

    private long rescan() {
        long sum = 0;
        for (int i = 0; i < fingerprints.length; i++) {
            sum += fingerprints[i] * StateHash.weight(2 * i) + stamps[i] * StateHash.weight(2 * i + 1);
        }
        return sum;
    }
}
