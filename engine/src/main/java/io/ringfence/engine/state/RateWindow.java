package io.ringfence.engine.state;

/**
 * Counts events in a sliding window of journal time: the stamps of the last {@code limit} events in a ring. The window
 * is full when the oldest of them is younger than the window.
 */
public final class RateWindow {
    private long[] stamps = new long[0];
    private int next;
    private long total;

    /** Notes an event; true when more than {@code limit} events lie within the window. */
    public boolean exceeds(long limit, long windowNanos, long atNanos) {
        int size = (int) Math.min(limit, 1 << 20);
        if (stamps.length != size) {
            stamps = new long[size];
            next = 0;
            total = 0;
        }
        boolean over = size == 0 || (total >= size && atNanos - stamps[next] < windowNanos);
        if (size > 0) {
            stamps[next] = atNanos;
            next = next + 1 == size ? 0 : next + 1;
        }
        total++;
        return over;
    }

    public void clear() {
        total = 0;
        next = 0;
    }

    long hash(long seed) {
        long h = StateHash.mix(seed, total);
        for (int i = 0; i < Math.min(total, stamps.length); i++) {
            h = StateHash.mix(h, stamps[i]);
        }
        return h;
    }
}
