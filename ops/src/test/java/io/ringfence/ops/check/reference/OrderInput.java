package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** The order of a vector. */
record OrderInput(
        String symbol,
        boolean buy,
        String type,
        String timeInForce,
        BigInteger qtyE8,
        Optional<BigInteger> limitPxE8,
        Optional<BigInteger> stopPxE8,
        BigInteger minQtyE8,
        boolean reduceOnly,
        boolean allowReduce) {

    static OrderInput of(Map<String, Object> order) {
        String side = Trees.text(order, "side").orElseThrow();
        if (!side.equals("BUY") && !side.equals("SELL")) {
            throw new IllegalArgumentException("unknown side " + side);
        }
        return new OrderInput(
                Trees.text(order, "symbol").orElseThrow(),
                side.equals("BUY"),
                Trees.text(order, "type").orElse("LIMIT"),
                Trees.text(order, "tif").orElse("DAY"),
                Trees.decimalE8(order, "qty").orElseThrow(),
                Trees.decimalE8(order, "price"),
                Trees.decimalE8(order, "stop_price"),
                Trees.decimalE8(order, "min_qty").orElse(Exact.ZERO),
                Trees.flag(order, "reduce_only", false),
                // cli.md: allow_reduce absent follows reduce_allowed, which is asked separately, hence true here.
                Trees.flag(order, "allow_reduce", true));
    }

    /** Section 5.5: FOK and AON cannot be cut. */
    boolean allOrNothing() {
        return timeInForce.equals("FOK") || timeInForce.equals("AON");
    }
}
