package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import java.util.Arrays;

/**
 * What the mark of a symbol was a window of journal time ago, to an eighth of the window: the last mark of each eighth, in
 * a ring. Unknown until a whole window has been seen.
 */
public final class PastPrice {
    private static final int SLICES = 8;
    private static final int RING = SLICES + 1;

    private final long[] lastE8 = new long[RING];
    private long windowNanos;
    private long slice;
    private long firstSlice;

    /** Notes the mark that holds from now on. */
    void note(long markE8, long atNanos, long window) {
        if (markE8 == Fixed.ABSENT || window < SLICES) {
            return;
        }
        long now = Math.floorDiv(atNanos, window / SLICES);
        if (window != windowNanos) {
            windowNanos = window;
            firstSlice = now;
            slice = now;
            Arrays.fill(lastE8, markE8);
        }
        long held = lastE8[at(slice)];
        for (long s = Math.max(slice + 1, now - SLICES); s < now; s++) {
            lastE8[at(s)] = held;
        }
        slice = now;
        lastE8[at(now)] = markE8;
    }

    /** The mark a window ago; {@link Fixed#ABSENT} when none was noted then. */
    public long priceE8(long atNanos, long window) {
        if (window != windowNanos || window < SLICES) {
            return Fixed.ABSENT;
        }
        long then = Math.floorDiv(atNanos, window / SLICES) - SLICES;
        if (then < firstSlice) {
            return Fixed.ABSENT;
        }
        return lastE8[at(Math.min(then, slice))];
    }

    private static int at(long slice) {
        return (int) Math.floorMod(slice, (long) RING);
    }

    public long windowNanos() {
        return windowNanos;
    }

    public long slice() {
        return slice;
    }

    public long firstSlice() {
        return firstSlice;
    }

    /** Places of the ring. */
    public int size() {
        return RING;
    }

    public long lastE8(int place) {
        return lastE8[place];
    }

    public void restore(long window, long atSlice, long fromSlice) {
        windowNanos = window;
        slice = atSlice;
        firstSlice = fromSlice;
    }

    public void restoreLast(int place, long markE8) {
        lastE8[place] = markE8;
    }

    long hash(long seed) {
        long h = StateHash.add(StateHash.add(StateHash.add(seed, windowNanos), slice), firstSlice);
        for (long price : lastE8) {
            h = StateHash.add(h, price);
        }
        return h;
    }
}
