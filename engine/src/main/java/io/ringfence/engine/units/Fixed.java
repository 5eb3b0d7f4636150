package io.ringfence.engine.units;

/**
 * Fixed-point arithmetic on longs, scale 1e8 ("E8"). Every product goes through 128 bits, every rounding is named, and
 * a result outside {@code long} throws {@link FixedOverflowException} rather than wrap.
 *
 * <p>Floor and ceiling are towards minus and plus infinity, for negative values too (gates.md section 1).
 */
public final class Fixed {
    public static final long SCALE = 100_000_000L;
    public static final long BPS = 10_000L;
    public static final long PPM = 1_000_000L;

    /** "No value" in every optional ...E8 field. */
    public static final long ABSENT = Long.MIN_VALUE;

    private Fixed() {}

    /** floor(a * b / divisor), divisor positive. */
    public static long mulFloor(long a, long b, long divisor) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high == 0 && low >= 0) {
            return divide(low, divisor);
        }
        if (high == -1 && low < 0) {
            return Math.floorDiv(low, divisor);
        }
        return high >= 0 ? divideUp128(high, low, divisor, false) : negate(divideMagnitude(high, low, divisor, true));
    }

    /** ceil(a * b / divisor), divisor positive. */
    public static long mulCeil(long a, long b, long divisor) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high == 0 && low >= 0) {
            long quotient = divide(low, divisor);
            return quotient * divisor == low ? quotient : quotient + 1;
        }
        if (high == -1 && low < 0) {
            return low / divisor;
        }
        return high >= 0 ? divideUp128(high, low, divisor, true) : negate(divideMagnitude(high, low, divisor, false));
    }

    /** floor(a * b / 1e8): a price times a quantity, rounded down. */
    public static long mulFloor(long a, long b) {
        return mulFloor(a, b, SCALE);
    }

    /** ceil(a * b / 1e8): a price times a quantity, rounded up. */
    public static long mulCeil(long a, long b) {
        return mulCeil(a, b, SCALE);
    }

    public static long add(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw FixedOverflowException.INSTANCE;
        }
        return sum;
    }

    public static long subtract(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) {
            throw FixedOverflowException.INSTANCE;
        }
        return difference;
    }

    /** Whether |a * b / 1e8| rounded up fits a long. */
    public static boolean productFits(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long magnitudeHigh = high < 0 ? ~high : high;
        return magnitudeHigh < SCALE / 2 - 1;
    }

    /** Whether floor(a * b / divisor) is outside a long, all three positive; without dividing. */
    public static boolean quotientOverflows(long a, long b, long divisor) {
        long high = Math.multiplyHigh(a, b);
        long doubled = high << 1 | (a * b) >>> 63;
        return doubled >= divisor || high < 0;
    }

    /** Largest r with r * r <= value, value not negative. */
    public static long isqrt(long value) {
        if (value < 2) {
            return value;
        }
        long root = 1L << ((65 - Long.numberOfLeadingZeros(value)) >> 1);
        while (true) {
            long next = (root + value / root) >>> 1;
            if (next >= root) {
                return root;
            }
            root = next;
        }
    }

    /** Naming the common divisors lets the compiler multiply instead. */
    private static long divide(long value, long divisor) {
        return divisor == SCALE ? value / SCALE : divisor == BPS ? value / BPS : value / divisor;
    }

    private static long negate(long magnitude) {
        return -magnitude;
    }

    private static long divideMagnitude(long high, long low, long divisor, boolean roundUp) {
        long magnitudeLow = -low;
        long magnitudeHigh = ~high + (magnitudeLow == 0 ? 1 : 0);
        return divideUp128(magnitudeHigh, magnitudeLow, divisor, roundUp);
    }

    /** (high:low unsigned) / divisor with high not negative. */
    private static long divideUp128(long high, long low, long divisor, boolean roundUp) {
        if (high >= divisor) {
            throw FixedOverflowException.INSTANCE;
        }
        long quotient = UInt128.divide(high, low, divisor);
        if (quotient < 0) {
            throw FixedOverflowException.INSTANCE;
        }
        if (roundUp && quotient * divisor != low) {
            quotient++;
            if (quotient < 0) {
                throw FixedOverflowException.INSTANCE;
            }
        }
        return quotient;
    }
}
