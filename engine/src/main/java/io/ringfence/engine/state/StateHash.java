package io.ringfence.engine.state;

/** Mixing for state hashes: fixed constants, no platform or JDK dependence. */
public final class StateHash {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private StateHash() {}

    /** A 64-bit finaliser over (hash, value); order matters. */
    public static long mix(long hash, long value) {
        long z = (hash ^ value) + STEP;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * One more value of many, at a third of the price of {@link #mix}: a difference in one value always shows, and order
     * matters. Begin with a mixed salt that is not 0 and end with {@link #mix}.
     */
    public static long add(long hash, long value) {
        return (Long.rotateLeft(hash, 23) ^ value) * STEP;
    }

    public static long add(long hash, boolean value) {
        return add(hash, value ? 1 : 0);
    }

    /** An odd factor for a place, so that a sum of factor times value can follow the change of a single value. */
    static long weight(int place) {
        return mix(STEP, place) | 1;
    }
}
