package io.ringfence.engine.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Division of 128 bits over the whole range of quotients, those included that {@link Fixed} refuses as too large. */
class UInt128Test {
    private static final long SEED = Long.getLong("ringfence.seed", 31);
    private static final long[] DIVISORS = {Fixed.SCALE, Fixed.BPS, Fixed.PPM, 3, 7_919, 1L << 32, Long.MAX_VALUE};

    @Test
    void agreesWithBigIntegersAroundMultiples() {
        Random random = new Random(SEED);
        for (long divisor : DIVISORS) {
            BigInteger exact = BigInteger.valueOf(divisor);
            for (int i = 0; i < 100_000; i++) {
                BigInteger quotient = unsigned(random.nextLong() >>> random.nextInt(64));
                long remainder = i % 3 == 0 ? random.nextInt(3) : divisor - 1 - random.nextInt(3);
                BigInteger number = quotient.multiply(exact).add(BigInteger.valueOf(Math.max(0, remainder)));
                check(number.shiftRight(64).longValue(), number.longValue(), divisor);
            }
        }
    }

    /** The quotient guessed by the reciprocal is one too small here, as it hardly ever is. */
    @Test
    void correctsAGuessThatIsOneTooSmall() {
        check(93_535_238, 0xE3FF_0000_0000_0000L, Fixed.SCALE);
        check(93_535_238, Long.parseUnsignedLong("16428802685324155392"), Fixed.SCALE);
        check(92_066_412, 3_348_098_861_086_078_209L, Fixed.SCALE);
        check(99_999_999, Long.parseUnsignedLong("11687456383721256231"), Fixed.SCALE);
        check(9_400, Long.parseUnsignedLong("17480981557426159602"), Fixed.BPS);
        check(9_997, 798_692_137_935_944_848L, Fixed.BPS);
    }

    @Test
    void agreesAtTheEnds() {
        for (long divisor : DIVISORS) {
            for (long low : new long[] {0, 1, divisor - 1, divisor, -1}) {
                check(0, low, divisor);
                check(divisor - 1, low, divisor);
                check(divisor / 2, low, divisor);
            }
        }
    }

    private static void check(long high, long low, long divisor) {
        BigInteger number = unsigned(high).shiftLeft(64).add(unsigned(low));
        BigInteger expected = number.divide(BigInteger.valueOf(divisor));
        if (expected.bitLength() <= 64) {
            assertThat(UInt128.divide(high, low, divisor))
                    .as("%s / %s, seed %s", number, divisor, SEED)
                    .isEqualTo(expected.longValue());
        }
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
