package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded choices in integers only, so that a seed and an index give the same case on every machine. */
final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    Dice(long seed, long index) {
        this.random = new SplittableRandom(seed + index * GOLDEN_GAMMA);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    long between(long lowest, long highest) {
        return random.nextLong(lowest, highest + 1);
    }

    BigInteger bigBetween(long lowest, long highest) {
        return BigInteger.valueOf(between(lowest, highest));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One unit below, exactly, or one unit above. */
    BigInteger nudge() {
        return bigBetween(-1, 1);
    }

    /** Every order of magnitude up to 2^bits is as likely as the next. */
    BigInteger magnitude(int bits) {
        return BigInteger.valueOf(random.nextLong(1L << random.nextInt(1, bits + 1)));
    }
}
