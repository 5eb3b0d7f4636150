package io.ringfence.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * One row of a limit set: its permanent number in the journal, its name in configuration files (gate-vectors.json), its
 * unit. Absent means "no limit at this scope".
 */
public enum LimitField {
    DQ_MIN_SCORE(1, "dq.min_score", Unit.COUNT),
    DQ_MIN_SCORE_REDUCE(2, "dq.min_score_reduce", Unit.COUNT),
    DQ_SOFT_STALE_NS(3, "dq.soft_stale_ns", Unit.NANOS),
    DQ_HARD_STALE_NS(4, "dq.hard_stale_ns", Unit.NANOS),
    DQ_SOFT_SPREAD_BPS(5, "dq.soft_spread_bps", Unit.BPS),
    DQ_HARD_SPREAD_BPS(6, "dq.hard_spread_bps", Unit.BPS),
    DQ_SOFT_DEV_BPS(7, "dq.soft_dev_bps", Unit.BPS),
    DQ_HARD_DEV_BPS(8, "dq.hard_dev_bps", Unit.BPS),
    DQ_GAP_COOLDOWN_NS(9, "dq.gap_cooldown_ns", Unit.NANOS),
    DQ_ALLOW_REDUCE_ON_HARD(10, "dq.allow_reduce_on_hard", Unit.FLAG),
    DQ_REF_MAX_AGE_NS(11, "dq.ref_max_age_ns", Unit.NANOS),
    DQ_FX_MAX_AGE_NS(12, "dq.fx_max_age_ns", Unit.NANOS),

    DAY_LOSS_ABS(20, "day_loss_abs", Unit.E8),
    DAY_LOSS_BPS(21, "day_loss_bps", Unit.BPS),
    DAY_STRESS_BPS(22, "day_stress_bps", Unit.BPS),
    DD_SOFT_BPS(23, "dd_soft_bps", Unit.BPS),
    DD_HARD_BPS(24, "dd_hard_bps", Unit.BPS),
    MAX_POSITIONS(25, "max_positions", Unit.COUNT),
    GROSS_ABS(26, "gross_abs", Unit.E8),
    MAX_LEVERAGE_BPS(27, "max_leverage_bps", Unit.BPS),
    NET_ABS(28, "net_abs", Unit.E8),
    POS_NOTIONAL_ABS(29, "pos_notional_abs", Unit.E8),
    POS_PCT_BPS(30, "pos_pct_bps", Unit.BPS),
    EXPOSURE_BUFFER_BPS(31, "exposure_buffer_bps", Unit.BPS),
    MARKET_BUFFER_BPS(32, "market_buffer_bps", Unit.BPS),
    CLUSTER_ABS(33, "cluster_abs", Unit.E8),
    RHO_THRESHOLD_PPM(34, "rho_threshold_ppm", Unit.PPM),
    DEFAULT_RHO_PPM(35, "default_rho_ppm", Unit.PPM),
    MIN_SAMPLES(36, "min_samples", Unit.COUNT),
    REDUCE_ALLOWED(37, "reduce_allowed", Unit.FLAG),

    /** Per symbol. */
    MAX_ORDER_QTY(50, "symbols.max_order_qty", Unit.E8),
    /** Per symbol. */
    MAX_ORDER_NOTIONAL(51, "symbols.max_order_notional", Unit.E8),
    /** Per symbol. */
    POS_QTY(52, "symbols.pos_qty", Unit.E8),
    /** Per pair of symbols; account scope rows apply to every account (one matrix). */
    RHO_CFG(60, "rho_cfg", Unit.PPM),

    /** Trip at 100 % of the day loss limit (reduce only) and at the halt ratio (halted, cancel). */
    TRIP_DAY_LOSS(70, "auto_trip.day_loss", Unit.FLAG),
    TRIP_DAY_LOSS_HALT_BPS(71, "auto_trip.day_loss_halt_bps", Unit.BPS),
    TRIP_DRAWDOWN(72, "auto_trip.drawdown", Unit.FLAG),
    TRIP_REJECTS(73, "auto_trip.rejects", Unit.COUNT),
    TRIP_REJECTS_WINDOW_NS(74, "auto_trip.rejects_window_ns", Unit.NANOS),
    TRIP_EXECUTIONS(75, "auto_trip.executions", Unit.COUNT),
    TRIP_EXECUTIONS_WINDOW_NS(76, "auto_trip.executions_window_ns", Unit.NANOS),
    TRIP_GATE_ERRORS(77, "auto_trip.gate_errors", Unit.COUNT),
    TRIP_GATE_ERRORS_WINDOW_NS(78, "auto_trip.gate_errors_window_ns", Unit.NANOS),
    TRIP_FEEDS_DEAD(79, "auto_trip.feeds_dead", Unit.FLAG),

    THROTTLE_RATE(80, "throttle.rate_per_s", Unit.COUNT),
    THROTTLE_BURST(81, "throttle.burst", Unit.COUNT),
    DUPLICATE_WINDOW_NS(82, "duplicate.window_ns", Unit.NANOS),
    DUPLICATE_MAX(83, "duplicate.max", Unit.COUNT),

    /** From 85 % of a loss, drawdown or gross limit on: least time between new orders of the account that add risk. */
    SLOW_DOWN_MIN_DELAY_NS(84, "auto_trip.slow_down_min_delay_ns", Unit.NANOS),
    /** Orders and replaces of one session within the window, above which the session is halted; of the first account. */
    TRIP_MESSAGES(85, "auto_trip.messages", Unit.COUNT),
    TRIP_MESSAGES_WINDOW_NS(86, "auto_trip.messages_window_ns", Unit.NANOS);

    /** In what a row is given. */
    public enum Unit {
        E8,
        BPS,
        PPM,
        NANOS,
        COUNT,
        FLAG
    }

    private static final LimitField[] ALL = values();
    private static final LimitField[] BY_ID = new LimitField[128];

    static {
        for (LimitField field : ALL) {
            BY_ID[field.id] = field;
        }
    }

    public final int id;
    public final String configName;
    public final Unit unit;

    LimitField(int id, String configName, Unit unit) {
        this.id = id;
        this.configName = configName;
        this.unit = unit;
    }

    public static @Nullable LimitField byId(int id) {
        return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
    }

    public static @Nullable LimitField byConfigName(String name) {
        for (LimitField field : ALL) {
            if (field.configName.equals(name)) {
                return field;
            }
        }
        return null;
    }

    public boolean isPerSymbol() {
        return this == MAX_ORDER_QTY || this == MAX_ORDER_NOTIONAL || this == POS_QTY;
    }
}
