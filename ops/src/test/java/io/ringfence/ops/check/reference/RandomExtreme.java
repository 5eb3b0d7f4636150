package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;

/** Values near the end of {@code long}, where a product no longer fits and the gate must say ERROR; negative limits. */
final class RandomExtreme {
    private static final int NEARLY_LONG = 62;
    private static final String MOST = DecimalsE8.format(BigInteger.valueOf(Long.MAX_VALUE));

    private RandomExtreme() {}

    static void addTo(Dice dice, Map<String, Object> vector, Instrument instrument) {
        String symbol = instrument.symbol();
        if (dice.chance(80)) {
            Trees.set(vector, MOST, "config_overrides", "symbols", symbol, "max_order_qty");
            Trees.set(vector, MOST, "config_overrides", "symbols", symbol, "max_order_notional");
        }
        if (dice.chance(70)) {
            Trees.set(vector, large(dice, NEARLY_LONG), "order", "qty");
        }
        if (dice.chance(30)) {
            Trees.set(vector, large(dice, NEARLY_LONG - 1), "state", "positions", symbol, "pos");
        }
        if (dice.chance(30)) {
            String name = dice.pick("gross_abs", "pos_notional_abs", "cluster_abs", "day_loss_abs");
            String limit = dice.pick(MOST, large(dice, NEARLY_LONG), "-1", "-0.00000001");
            Trees.set(vector, limit, "config_overrides", name);
        }
        if (dice.chance(20)) {
            Trees.set(vector, large(dice, NEARLY_LONG), "state", dice.pick("equity", "hwm", "day_open_equity"));
        }
    }

    private static String large(Dice dice, int bits) {
        return DecimalsE8.format(dice.magnitude(bits).add(BigInteger.ONE));
    }
}
