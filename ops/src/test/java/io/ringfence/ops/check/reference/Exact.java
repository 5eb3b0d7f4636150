package io.ringfence.ops.check.reference;

import java.math.BigInteger;

/** The arithmetic of gates.md section 1 in unbounded integers; only a result outside {@code long} is a fault. */
final class Exact {
    static final BigInteger ZERO = BigInteger.ZERO;
    static final BigInteger UNIT_E8 = BigInteger.valueOf(100_000_000L);
    static final BigInteger BPS = BigInteger.valueOf(10_000L);
    static final BigInteger PPM = BigInteger.valueOf(1_000_000L);

    private Exact() {}

    /** Section 1: a result outside {@code long} is verdict ERROR. */
    static BigInteger fit(BigInteger value) {
        if (value.bitLength() >= Long.SIZE) {
            throw new GateFault("outside long: " + value);
        }
        return value;
    }

    /** Section 1: {@code mulFloor(a,b,c) = floor(a*b/c)}. */
    static BigInteger mulFloor(BigInteger a, BigInteger b, BigInteger c) {
        return fit(floorDiv(a.multiply(b), c));
    }

    /** Section 1: {@code mulCeil(a,b,c) = ceil(a*b/c)}. */
    static BigInteger mulCeil(BigInteger a, BigInteger b, BigInteger c) {
        return fit(floorDiv(a.multiply(b).negate(), c).negate());
    }

    static BigInteger floorDiv(BigInteger dividend, BigInteger divisor) {
        if (divisor.signum() <= 0) {
            throw new GateFault("division by " + divisor);
        }
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    static BigInteger atLeastZero(BigInteger value) {
        return value.max(ZERO);
    }

    static boolean less(BigInteger a, BigInteger b) {
        return a.compareTo(b) < 0;
    }

    static boolean more(BigInteger a, BigInteger b) {
        return a.compareTo(b) > 0;
    }
}
