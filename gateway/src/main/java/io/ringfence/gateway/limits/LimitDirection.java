package io.ringfence.gateway.limits;

import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;

/** Which way of a limit is the strict one. What is not surely stricter counts as loosening. */
enum LimitDirection {
    /** Less allows less. */
    LOWER,
    /** Less allows less, but zero means that nothing is watched. */
    LOWER_ZERO_OFF,
    /** Less allows less, and an absent row is not the most but a default. */
    LOWER_WITH_DEFAULT,
    /** More allows less. */
    HIGHER,
    /** It depends: on the sign of the positions, or on another limit. */
    NEITHER;

    static LimitDirection of(LimitField field) {
        return switch (field) {
            case DQ_SOFT_STALE_NS,
                    DQ_HARD_STALE_NS,
                    DQ_SOFT_SPREAD_BPS,
                    DQ_HARD_SPREAD_BPS,
                    DQ_SOFT_DEV_BPS,
                    DQ_HARD_DEV_BPS,
                    DQ_ALLOW_REDUCE_ON_HARD,
                    DQ_REF_MAX_AGE_NS,
                    DQ_FX_MAX_AGE_NS,
                    DAY_LOSS_ABS,
                    DAY_LOSS_BPS,
                    DD_SOFT_BPS,
                    DD_HARD_BPS,
                    MAX_POSITIONS,
                    GROSS_ABS,
                    MAX_LEVERAGE_BPS,
                    NET_ABS,
                    POS_NOTIONAL_ABS,
                    POS_PCT_BPS,
                    CLUSTER_ABS,
                    RHO_THRESHOLD_PPM,
                    MAX_ORDER_QTY,
                    MAX_ORDER_NOTIONAL,
                    POS_QTY -> LOWER;
            case TRIP_DAY_LOSS_HALT_BPS -> LOWER_WITH_DEFAULT;
            case THROTTLE_RATE, TRIP_REJECTS, TRIP_EXECUTIONS, TRIP_GATE_ERRORS, TRIP_MESSAGES -> LOWER_ZERO_OFF;
            case DQ_MIN_SCORE,
                    DQ_MIN_SCORE_REDUCE,
                    DQ_GAP_COOLDOWN_NS,
                    DAY_STRESS_BPS,
                    EXPOSURE_BUFFER_BPS,
                    MARKET_BUFFER_BPS,
                    TRIP_DAY_LOSS,
                    TRIP_DRAWDOWN,
                    TRIP_FEEDS_DEAD,
                    TRIP_REJECTS_WINDOW_NS,
                    TRIP_EXECUTIONS_WINDOW_NS,
                    TRIP_GATE_ERRORS_WINDOW_NS,
                    TRIP_MESSAGES_WINDOW_NS,
                    SLOW_DOWN_MIN_DELAY_NS -> HIGHER;
            case RHO_CFG,
                    DEFAULT_RHO_PPM,
                    MIN_SAMPLES,
                    REDUCE_ALLOWED,
                    THROTTLE_BURST,
                    DUPLICATE_WINDOW_NS,
                    DUPLICATE_MAX -> NEITHER;
        };
    }

    /** Whether a change may allow anything that was not allowed before. */
    boolean loosens(long before, long after) {
        if (before == after) {
            return false;
        }
        if (after == Fixed.ABSENT) {
            return true;
        }
        return switch (this) {
            case LOWER -> before != Fixed.ABSENT && after > before;
            case LOWER_ZERO_OFF -> after == 0 ? before != Fixed.ABSENT : isSet(before) && after > before;
            case LOWER_WITH_DEFAULT -> before == Fixed.ABSENT || after > before;
            // What an absent row stands for is the gate's own fallback, which is not always the least.
            case HIGHER -> before == Fixed.ABSENT || after < before;
            case NEITHER -> true;
        };
    }

    private static boolean isSet(long before) {
        return before != Fixed.ABSENT && before != 0;
    }
}
