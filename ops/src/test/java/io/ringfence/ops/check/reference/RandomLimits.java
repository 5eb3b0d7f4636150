package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;

/** Random changes of the configuration. */
final class RandomLimits {
    private final Dice dice;
    private final Map<String, Object> vector;

    RandomLimits(Dice dice, Map<String, Object> vector) {
        this.dice = dice;
        this.vector = vector;
    }

    void addTo(Instrument own) {
        if (dice.chance(45)) {
            set("max_positions", dice.between(0, 10));
        }
        if (dice.chance(12)) {
            set("day_stress_bps", dice.pick(1L, 50L, 200L, 1_000L, 10_000L));
        }
        if (dice.chance(10)) {
            set("exposure_buffer_bps", dice.pick(1L, 100L, 500L));
        }
        if (dice.chance(6)) {
            set("market_buffer_bps", dice.pick(0L, 1L, 1_000L));
        }
        if (dice.chance(8)) {
            set("max_leverage_bps", dice.pick(0L, 1L, 1_000L, 3_000L, 5_000L, 10_000L));
        }
        if (dice.chance(8)) {
            set("pos_pct_bps", dice.pick(0L, 1L, 500L, 1_000L, 2_000L));
        }
        if (dice.chance(6)) {
            set("reduce_allowed", dice.chance(20));
        }
        addAmounts(own);
        addDrawdownAndQuality();
    }

    private void addAmounts(Instrument own) {
        if (dice.chance(15)) {
            set("gross_abs", DecimalsE8.format(dice.magnitude(48)));
        }
        if (dice.chance(12)) {
            set("pos_notional_abs", DecimalsE8.format(dice.magnitude(46)));
        }
        if (dice.chance(12)) {
            set("cluster_abs", DecimalsE8.format(dice.magnitude(47)));
        }
        if (dice.chance(8)) {
            set("day_loss_abs", DecimalsE8.format(dice.magnitude(43)));
        }
        if (dice.chance(3)) {
            set(dice.pick("gross_abs", "pos_notional_abs", "cluster_abs"), "0");
        }
        if (dice.chance(15)) {
            BigInteger qtyE8 = own.randomQuantityE8(dice);
            String name = dice.pick("pos_qty", "pos_qty", "max_order_qty", "min_qty");
            Trees.set(vector, DecimalsE8.format(qtyE8), "config_overrides", "symbols", own.symbol(), name);
        }
        if (dice.chance(10)) {
            String name = dice.pick("max_order_notional", "min_notional");
            String notional = DecimalsE8.format(dice.magnitude(45));
            Trees.set(vector, notional, "config_overrides", "symbols", own.symbol(), name);
        }
    }

    private void addDrawdownAndQuality() {
        if (dice.chance(5)) {
            long softBps = dice.between(0, 1_000);
            set("dd_soft_bps", softBps);
            set("dd_hard_bps", softBps + dice.pick(0L, 1L, 7L, 500L));
        }
        if (dice.chance(3)) {
            Trees.set(vector, dice.between(0, 100), "config_overrides", "dq", "min_score");
        }
        if (dice.chance(3)) {
            Trees.set(vector, false, "config_overrides", "dq", "allow_reduce_on_hard");
        }
    }

    private void set(String name, Object value) {
        Trees.set(vector, value, "config_overrides", name);
    }
}
