package io.ringfence.ops.check.reference;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimal strings to integers of scale 1e8 and back; more than eight decimals are refused, never rounded. */
final class DecimalsE8 {
    private static final int SCALE = 8;

    private DecimalsE8() {}

    static BigInteger parse(String decimal) {
        return new BigDecimal(decimal).movePointRight(SCALE).toBigIntegerExact();
    }

    /** Canonical form: no trailing zeros, no exponent, zero is "0". */
    static String format(BigInteger valueE8) {
        if (valueE8.signum() == 0) {
            return "0";
        }
        return new BigDecimal(valueE8, SCALE).stripTrailingZeros().toPlainString();
    }
}
