package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;

/** Section 3: signed position and the leaves of all orders that may still fill. */
record Holding(BigInteger posE8, BigInteger openBuyE8, BigInteger openSellE8) {

    static Holding of(Map<String, Object> position) {
        return new Holding(
                Trees.decimalE8(position, "pos").orElse(Exact.ZERO),
                Trees.decimalE8(position, "open_buy").orElse(Exact.ZERO),
                Trees.decimalE8(position, "open_sell").orElse(Exact.ZERO));
    }

    /** Section 4, G5: slot used if pos!=0 or openBuy!=0 or openSell!=0. */
    boolean usesSlot() {
        return posE8.signum() != 0 || openBuyE8.signum() != 0 || openSellE8.signum() != 0;
    }

    /** Section 3: {@code L = max(0, pos+openBuy)}. */
    BigInteger worstLongE8() {
        return Exact.fit(Exact.atLeastZero(posE8.add(openBuyE8)));
    }

    /** Section 3: {@code S = max(0, openSell-pos)}. */
    BigInteger worstShortE8() {
        return Exact.fit(Exact.atLeastZero(openSellE8.subtract(posE8)));
    }

    BigInteger worstE8() {
        return worstLongE8().max(worstShortE8());
    }
}
