package io.ringfence.engine.state;

/**
 * Counts events in a sliding window of journal time: the stamps of the last {@code limit} events in a ring. The window
 * is full when the oldest of them is younger than the window.
 */
public final class RateWindow {
    private static final int MAX_SIZE = 1 << 20;
    private long[] stamps = new long[0];
    private int next;
    private long total;
    /** Sum of stamps, each times the weight of its place. */
    private long digest;

    /** Notes an event; true when more than {@code limit} events lie within the window. */
    public boolean exceeds(long limit, long windowNanos, long atNanos) {
        int size = (int) Math.min(limit, MAX_SIZE);
        if (stamps.length != size) {
            stamps = new long[size];
            next = 0;
            total = 0;
            digest = 0;
        }
        boolean over = size == 0 || (total >= size && atNanos - stamps[next] < windowNanos);
        if (size > 0) {
            digest += (atNanos - stamps[next]) * StateHash.weight(next);
            stamps[next] = atNanos;
            next = next + 1 == size ? 0 : next + 1;
        }
        total++;
        return over;
    }

    public int size() {
        return stamps.length;
    }

    public int next() {
        return next;
    }

    public long total() {
        return total;
    }

    public long stamp(int place) {
        return stamps[place];
    }

    /** Makes an empty window what a snapshot says; its stamps follow. Throws for what no window can be. */
    public void restore(int size, int nextPlace, long events) {
        if (size > MAX_SIZE || nextPlace < 0 || nextPlace > size) {
            throw new IllegalArgumentException("no window has " + size + " places and goes on at " + nextPlace);
        }
        if (stamps.length != size) {
            stamps = new long[size];
        }
        next = nextPlace;
        total = events;
    }

    public void restoreStamp(int place, long atNanos) {
        digest += (atNanos - stamps[place]) * StateHash.weight(place);
        stamps[place] = atNanos;
    }

    long hash(long seed, boolean rescan) {
        long h = StateHash.add(StateHash.add(seed, total), (long) next << 32 | stamps.length);
        return StateHash.add(h, rescan ? rescan() : digest);
    }

    private long rescan() {
        long sum = 0;
        for (int i = 0; i < stamps.length; i++) {
            sum += stamps[i] * StateHash.weight(i);
        }
        return sum;
    }
}
