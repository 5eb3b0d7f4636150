package io.ringfence.ops.simtest.model;

import java.math.BigInteger;

/** Arithmetic that cannot overflow, with the two roundings of gates.md section 1. */
final class Exact {
    static final BigInteger ZERO = BigInteger.ZERO;
    static final BigInteger UNIT = BigInteger.valueOf(100_000_000);
    static final BigInteger BPS = BigInteger.valueOf(10_000);
    static final BigInteger PPM = BigInteger.valueOf(1_000_000);
    static final BigInteger NO_LIMIT = BigInteger.valueOf(Long.MAX_VALUE);

    private Exact() {}

    static BigInteger of(long value) {
        return BigInteger.valueOf(value);
    }

    static BigInteger floor(BigInteger a, BigInteger b, BigInteger divisor) {
        BigInteger[] parts = a.multiply(b).divideAndRemainder(divisor);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    static BigInteger ceil(BigInteger a, BigInteger b, BigInteger divisor) {
        return floor(a.negate(), b, divisor).negate();
    }

    static BigInteger positive(BigInteger value) {
        return value.max(ZERO);
    }
}
