package io.ringfence.engine.state;

/** Mixing for state hashes: fixed constants, no platform or JDK dependence. */
public final class StateHash {
    private StateHash() {}

    /** A 64-bit finaliser over (hash, value); order matters. */
    public static long mix(long hash, long value) {
        long z = (hash ^ value) + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
