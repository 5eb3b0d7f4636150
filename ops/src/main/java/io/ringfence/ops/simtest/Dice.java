package io.ringfence.ops.simtest;

import java.util.random.RandomGenerator;

/** All chance of one seed. Own arithmetic, so that a seed means the same on every JDK. */
final class Dice implements RandomGenerator {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        state = seed * 0xD1342543DE82EF95L + GAMMA;
    }

    @Override
    public long nextLong() {
        state += GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public int nextInt(int bound) {
        return (int) Long.remainderUnsigned(nextLong() >>> 1, bound);
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /** From 0 up to, not including, the bound. */
    int below(int bound) {
        return nextInt(bound);
    }

    /** Both ends included. */
    long between(long low, long high) {
        return low + Long.remainderUnsigned(nextLong() >>> 1, high - low + 1);
    }

    boolean chance(int perMille) {
        return nextInt(1000) < perMille;
    }

    int pick(int... choices) {
        return choices[nextInt(choices.length)];
    }
}
