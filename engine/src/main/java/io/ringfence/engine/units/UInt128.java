package io.ringfence.engine.units;

/** Division of an unsigned 128-bit number by a positive long, without allocation. */
final class UInt128 {
    private static final long MASK = 0xFFFF_FFFFL;

    private UInt128() {}

    /**
     * (high:low) / divisor, both unsigned, 0 &lt;= high &lt; divisor so that the quotient fits 64 bits. Schoolbook
     * division in base 2^32 over the normalised divisor (Knuth, TAOCP 4.3.1, algorithm D).
     */
    static long divide(long high, long low, long divisor) {
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
