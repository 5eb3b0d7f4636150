package io.ringfence.engine.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fixed-point arithmetic against arbitrary precision. */
class FixedTest {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final long[] SCALES = {Fixed.SCALE, Fixed.BPS, Fixed.PPM};
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        2,
        -2,
        9_999,
        10_000,
        1_000_000,
        999_999,
        99_999_999,
        100_000_000,
        100_000_001,
        Integer.MAX_VALUE,
        1L << 32,
        -(1L << 32),
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        -Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        1L << 62,
        -(1L << 62)
    };

    @Test
    void productsAgreeWithBigIntegersOnExtremes() {
        for (long a : EXTREMES) {
            for (long b : EXTREMES) {
                for (long c : EXTREMES) {
                    if (c > 0) {
                        check(a, b, c);
                    }
                }
            }
        }
    }

    @Test
    void productsAgreeWithBigIntegersOnAMillionRandomTriples() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000_000; i++) {
            long a = random.nextLong() >> random.nextInt(64);
            long b = random.nextLong() >> random.nextInt(64);
            long c = random.nextInt(4) != 0
                    ? SCALES[random.nextInt(SCALES.length)]
                    : (random.nextLong() >>> 1 >>> random.nextInt(62)) + 1;
            check(a, b, c > 0 ? c : Long.MAX_VALUE);
        }
    }

    /** Products just below, at and above a multiple of the divisor, up to the largest: where a guessed quotient errs. */
    @Test
    void quotientsAreExactAroundMultiples() {
        Random random = new Random(29);
        for (long scale : SCALES) {
            for (int i = 0; i < 100_000; i++) {
                long quotient = random.nextLong() >>> 1 >>> random.nextInt(63);
                long factor = scale >> random.nextInt(4);
                // a * factor is near quotient * scale
                BigInteger exact = BigInteger.valueOf(quotient).multiply(BigInteger.valueOf(scale));
                BigInteger a = exact.divide(BigInteger.valueOf(factor));
                for (int offset = -2; offset <= 2; offset++) {
                    BigInteger near = a.add(BigInteger.valueOf(offset));
                    if (near.bitLength() < 64) {
                        check(near.longValue(), factor, scale);
                        check(-near.longValue(), factor, scale);
                    }
                }
            }
        }
    }

    private static void check(long a, long b, long c) {
        BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        BigInteger[] parts = product.divideAndRemainder(BigInteger.valueOf(c));
        BigInteger floor = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        BigInteger ceil = parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
        if (floor.abs().compareTo(MAX) <= 0) {
            if (Fixed.mulFloor(a, b, c) != floor.longValueExact()) {
                throw new AssertionError("floor of " + a + " * " + b + " / " + c);
            }
        } else {
            overflows(() -> Fixed.mulFloor(a, b, c), floor);
        }
        if (ceil.abs().compareTo(MAX) <= 0) {
            if (Fixed.mulCeil(a, b, c) != ceil.longValueExact()) {
                throw new AssertionError("ceiling of " + a + " * " + b + " / " + c);
            }
        } else {
            overflows(() -> Fixed.mulCeil(a, b, c), ceil);
        }
        boolean fits = product.abs().compareTo(MAX.multiply(BigInteger.valueOf(Fixed.SCALE))) <= 0;
        if (Fixed.productFits(a, b) && !fits) {
            throw new AssertionError(a + " * " + b + " does not fit");
        }
    }

    /** -2^63 may be given or refused: it stands for "absent" everywhere. */
    private static void overflows(java.util.function.LongSupplier result, BigInteger expected) {
        try {
            if (BigInteger.valueOf(result.getAsLong()).equals(expected)) {
                return;
            }
        } catch (FixedOverflowException e) {
            return;
        }
        throw new AssertionError("no overflow although the result is " + expected);
    }

    @Test
    void sumsThrowRatherThanWrap() {
        assertThat(Fixed.add(Long.MAX_VALUE, Long.MIN_VALUE)).isEqualTo(-1);
        assertThat(Fixed.subtract(-1, Long.MIN_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> Fixed.add(Long.MAX_VALUE, 1)).isInstanceOf(FixedOverflowException.class);
        assertThatThrownBy(() -> Fixed.add(Long.MIN_VALUE, -1)).isInstanceOf(FixedOverflowException.class);
        assertThatThrownBy(() -> Fixed.subtract(0, Long.MIN_VALUE)).isInstanceOf(FixedOverflowException.class);
    }

    @Test
    void squareRootsAreExact() {
        Random random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            long value = i < 1000 ? i : random.nextLong() >>> 1 >>> random.nextInt(62);
            long root = Fixed.isqrt(value);
            BigInteger square = BigInteger.valueOf(root).pow(2);
            BigInteger next = BigInteger.valueOf(root + 1).pow(2);
            assertThat(square.compareTo(BigInteger.valueOf(value)) <= 0
                            && next.compareTo(BigInteger.valueOf(value)) > 0)
                    .as("isqrt %d", value)
                    .isTrue();
        }
        assertThat(Fixed.isqrt(Long.MAX_VALUE)).isEqualTo(3_037_000_499L);
    }

    @Test
    void decimalsRoundTrip() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            if (value != Long.MIN_VALUE) {
                assertThat(Decimal.parseE8(Decimal.format(value))).isEqualTo(value);
            }
        }
        assertThat(Decimal.format(-1)).isEqualTo("-0.00000001");
        assertThat(Decimal.format(Long.MIN_VALUE)).isEqualTo("-92233720368.54775808");
        assertThat(Decimal.parseE8("92233720368.54775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(Decimal.parseE8("-0")).isZero();
        assertThat(Decimal.parseE8("007.50")).isEqualTo(750_000_000);
    }

    @Test
    void whatIsNoDecimalIsRefused() {
        String[] texts = {
            "",
            "-",
            ".",
            "1.",
            ".5",
            "+1",
            "1e5",
            "1.123456789",
            "92233720368.54775808",
            "99999999999",
            "1,5",
            " 1",
            "--1",
            "1-",
            "1.2.3",
            "NaN",
            "0x1",
            "\u0661"
        };
        for (String text : texts) {
            assertThatThrownBy(() -> Decimal.parseE8(text))
                    .as("\"%s\"", text)
                    .isInstanceOf(Decimal.MalformedDecimalException.class);
        }
    }
}
