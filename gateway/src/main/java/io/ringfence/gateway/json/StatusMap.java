package io.ringfence.gateway.json;

import io.ringfence.engine.gates.ReasonCode;

/** The HTTP status of a reason code (gates.md section 6). */
public final class StatusMap {
    private StatusMap() {}

    public static int status(int code) {
        ReasonCode reason = ReasonCode.of(code);
        if (reason == null) {
            return code < 1000 && code % 100 == 99 ? 500 : 422;
        }
        return switch (reason) {
            case KILL_GLOBAL,
                    KILL_ACCOUNT,
                    KILL_SYMBOL,
                    KILL_STRATEGY,
                    KILL_VENUE,
                    KILL_SESSION,
                    REDUCE_ONLY,
                    STATE_UNKNOWN,
                    REPEATED_EXECUTION,
                    LIVE_NOT_ARMED -> 423;
            case RECOVERING, BACKPRESSURE, VENUE_DOWN -> 503;
            case OVERFLOW, JOURNAL, INTERNAL, CLOCK -> 500;
            case UNKNOWN_SYMBOL, UNKNOWN_ACCOUNT, UNKNOWN_ORDER -> 404;
            case SIDE,
                    ORDER_TYPE,
                    TIME_IN_FORCE,
                    PRICE_REQUIRED,
                    PRICE_FORBIDDEN,
                    STOP_PRICE,
                    COMBINATION,
                    PRICE_TICK,
                    QTY_NONPOSITIVE,
                    QTY_LOT,
                    QTY_MIN,
                    QTY_MAX,
                    EXPIRE_PAST,
                    STALE_ORDER,
                    NO_CHANGE,
                    IMMUTABLE_FIELD -> 400;
            case DUPLICATE_CLORDID, DUPLICATE_PATTERN, TOO_LATE, PENDING_CANCEL_REPLACE, ORIG_MISMATCH, QTY_BELOW_CUM ->
                409;
            case THROTTLE_SESSION, THROTTLE_ACCOUNT -> 429;
            case SYMBOL_NOT_PERMITTED, SHORT_NOT_PERMITTED, AUTH_ROLE, AUTH_IP, AUTH_ACCOUNT -> 403;
            case AUTH_NONE, AUTH_SIGNATURE, AUTH_TIMESTAMP, AUTH_NONCE, AUTH_REVOKED -> 401;
            case VENUE_UNKNOWN -> 202;
            default -> 422;
        };
    }

    /** Whether the same request may be sent again and succeed. */
    public static boolean isRetryable(int httpStatus) {
        return httpStatus == 429 || httpStatus == 503;
    }
}
