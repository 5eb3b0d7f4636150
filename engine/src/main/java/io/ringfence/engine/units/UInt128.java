package io.ringfence.engine.units;

/**
 * Division of an unsigned 128-bit number by a positive long, without allocation. The scales of {@link Fixed} divide by
 * multiplication with a reciprocal: two products instead of two 64-bit divisions.
 */
final class UInt128 {
    private static final long MASK = 0xFFFF_FFFFL;

    // Divisors shifted to the top bit, and floor((2^128 - 1) / that) - 2^64.
    private static final int SCALE_SHIFT = 37;
    private static final long SCALE_TOP = Fixed.SCALE << SCALE_SHIFT;
    private static final long SCALE_RECIPROCAL = 0x5798_EE23_08C3_9DF9L;
    private static final int BPS_SHIFT = 50;
    private static final long BPS_TOP = Fixed.BPS << BPS_SHIFT;
    private static final long BPS_RECIPROCAL = 0xA36E_2EB1_C432_CA57L;
    private static final int PPM_SHIFT = 44;
    private static final long PPM_TOP = Fixed.PPM << PPM_SHIFT;
    private static final long PPM_RECIPROCAL = 0x0C6F_7A0B_5ED8_D36BL;

    private UInt128() {}

    /** (high:low) / divisor, both unsigned, 0 &lt;= high &lt; divisor so that the quotient fits 64 bits. */
    static long divide(long high, long low, long divisor) {
        if (divisor == Fixed.SCALE) {
            return byReciprocal(high, low, SCALE_SHIFT, SCALE_TOP, SCALE_RECIPROCAL);
        }
        if (divisor == Fixed.BPS) {
            return byReciprocal(high, low, BPS_SHIFT, BPS_TOP, BPS_RECIPROCAL);
        }
        if (divisor == Fixed.PPM) {
            return byReciprocal(high, low, PPM_SHIFT, PPM_TOP, PPM_RECIPROCAL);
        }
        return high == 0 ? Long.divideUnsigned(low, divisor) : byDigits(high, low, divisor);
    }

    /**
     * The quotient is guessed from the high word times the reciprocal, at most one too small or too large, and put right by
     * its remainder (Moeller and Granlund, Improved Division by Invariant Integers, algorithm 4).
     */
    private static long byReciprocal(long high, long low, int shift, long divisor, long reciprocal) {
        long h = high << shift | low >>> (Long.SIZE - shift);
        long l = low << shift;
        long fraction = reciprocal * h + l;
        long carry = Long.compareUnsigned(fraction, l) < 0 ? 1 : 0;
        long quotient = multiplyHighUnsigned(reciprocal, h) + h + carry + 1;
        long remainder = l - quotient * divisor;
        if (Long.compareUnsigned(remainder, fraction) > 0) {
            quotient--;
            remainder += divisor;
        }
        return Long.compareUnsigned(remainder, divisor) >= 0 ? quotient + 1 : quotient;
    }

    private static long multiplyHighUnsigned(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }

    /** Schoolbook division in base 2^32 over the normalised divisor (Knuth, TAOCP 4.3.1, algorithm D). */
    private static long byDigits(long high, long low, long divisor) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long d = divisor << shift;
        long h = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
        long l = low << shift;
        long dHigh = d >>> 32;
        long dLow = d & MASK;
        long q1 = digit(h, l >>> 32, dHigh, dLow);
        long remainder = ((h << 32) | (l >>> 32)) - q1 * d;
        long q0 = digit(remainder, l & MASK, dHigh, dLow);
        return (q1 << 32) + q0;
    }

    private static long digit(long numerator, long nextDigit, long dHigh, long dLow) {
        long q = Long.divideUnsigned(numerator, dHigh);
        long r = numerator - q * dHigh;
        while (q > MASK || Long.compareUnsigned(q * dLow, (r << 32) | nextDigit) > 0) {
            q--;
            r += dHigh;
            if (r > MASK) {
                break;
            }
        }
        return q;
    }
}
