package io.ringfence.bench.setup;

import io.ringfence.bench.setup.CoreSetup.Row;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import java.util.List;

/**
 * Money and limits of an account. Every row that a gate reads is set, so that every gate computes all that it would in
 * production; none of them binds.
 *
 * @param moneyUnits first deposit, whole units
 * @param limitE8 every limit in money or quantity
 * @param leverageBps every limit in terms of equity
 */
public record Purse(long moneyUnits, long limitE8, long leverageBps, int maxPositions) {
    /** Two hundred years: nothing is ever stale. */
    private static final long NEVER_NANOS = 6_307_200_000_000_000_000L;
    /** Large, and still far from where sums over positions would not fit. */
    private static final long UNBOUND_E8 = 5_000_000_000_000_000_000L;
    /** All money together stays below what the house may hold in one currency, a quarter of what a long can count. */
    private static final long ALL_MONEY = 20_000_000_000L;

    private static final long MOST_MONEY = 1_000_000_000L;

    /** As good as without limit: what one of {@code accounts} accounts can have of all the money there is. */
    public static Purse bottomless(int accounts, int maxPositions) {
        long money = Math.max(1, Math.min(MOST_MONEY, ALL_MONEY / accounts));
        return new Purse(money, UNBOUND_E8, 50 * Fixed.BPS, maxPositions);
    }

    /** A desk of 500,000, as in the sandbox. */
    public static Purse desk() {
        return new Purse(500_000, 2_500_000 * Fixed.SCALE, 3 * Fixed.BPS, 20);
    }

    List<Row> rows() {
        return List.of(
                new Row(LimitField.DQ_MIN_SCORE, 70),
                new Row(LimitField.DQ_MIN_SCORE_REDUCE, 40),
                new Row(LimitField.DQ_SOFT_STALE_NS, NEVER_NANOS),
                new Row(LimitField.DQ_HARD_STALE_NS, NEVER_NANOS + 1),
                new Row(LimitField.DQ_REF_MAX_AGE_NS, NEVER_NANOS),
                new Row(LimitField.DQ_SOFT_SPREAD_BPS, 20),
                new Row(LimitField.DQ_HARD_SPREAD_BPS, 200),
                new Row(LimitField.DQ_SOFT_DEV_BPS, 50),
                new Row(LimitField.DQ_HARD_DEV_BPS, 300),
                new Row(LimitField.DQ_GAP_COOLDOWN_NS, 2_000_000_000L),
                new Row(LimitField.DQ_ALLOW_REDUCE_ON_HARD, 1),
                new Row(LimitField.DAY_LOSS_ABS, limitE8),
                new Row(LimitField.DAY_LOSS_BPS, Fixed.BPS),
                new Row(LimitField.DAY_STRESS_BPS, 0),
                new Row(LimitField.DD_SOFT_BPS, Fixed.BPS - 2),
                new Row(LimitField.DD_HARD_BPS, Fixed.BPS - 1),
                new Row(LimitField.MAX_POSITIONS, maxPositions),
                new Row(LimitField.GROSS_ABS, limitE8),
                new Row(LimitField.MAX_LEVERAGE_BPS, leverageBps),
                new Row(LimitField.POS_NOTIONAL_ABS, limitE8),
                new Row(LimitField.POS_PCT_BPS, leverageBps),
                new Row(LimitField.EXPOSURE_BUFFER_BPS, 0),
                new Row(LimitField.MARKET_BUFFER_BPS, 100),
                new Row(LimitField.CLUSTER_ABS, limitE8),
                new Row(LimitField.RHO_THRESHOLD_PPM, 500_000),
                new Row(LimitField.DEFAULT_RHO_PPM, Fixed.PPM),
                new Row(LimitField.MIN_SAMPLES, 32),
                new Row(LimitField.REDUCE_ALLOWED, 1));
    }

    List<Row> rowsOfSymbol() {
        return List.of(
                new Row(LimitField.MAX_ORDER_QTY, limitE8),
                new Row(LimitField.MAX_ORDER_NOTIONAL, limitE8),
                new Row(LimitField.POS_QTY, limitE8));
    }
}
