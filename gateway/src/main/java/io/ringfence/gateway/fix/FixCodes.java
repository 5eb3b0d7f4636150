package io.ringfence.gateway.fix;

import io.ringfence.engine.gates.ReasonCode;

/** What a reason code is in FIX 4.4 (gates.md section 6). */
final class FixCodes {
    private static final int OTHER = 99;

    private FixCodes() {}

    /** OrdRejReason (103). */
    static int ordRejReason(int code) {
        if (code < 1000) {
            return gate(code);
        }
        ReasonCode reason = ReasonCode.of(code);
        if (reason == null) {
            return OTHER;
        }
        return switch (reason) {
            case UNKNOWN_SYMBOL -> 1;
            case UNKNOWN_ACCOUNT, AUTH_ACCOUNT, AUTH_ROLE, AUTH_NONE -> 15;
            case SIDE, ORDER_TYPE, TIME_IN_FORCE, PRICE_REQUIRED, PRICE_FORBIDDEN, STOP_PRICE, COMBINATION -> 11;
            case QTY_NONPOSITIVE, QTY_LOT, QTY_MIN, QTY_MAX -> 13;
            case DUPLICATE_CLORDID, DUPLICATE_PATTERN, IDEMPOTENCY_MISMATCH -> 6;
            case THROTTLE_SESSION, THROTTLE_ACCOUNT, REPEATED_EXECUTION, VENUE_UNKNOWN, VENUE_DOWN, LIVE_NOT_ARMED -> 0;
            case EXPIRE_PAST, STALE_ORDER -> 8;
            case MAX_OPEN_ORDERS -> 3;
            case SYMBOL_NOT_PERMITTED, SHORT_NOT_PERMITTED -> 12;
            default -> OTHER;
        };
    }

    private static int gate(int code) {
        if (code % 100 == 99) {
            return 0;
        }
        return switch (code / 100) {
            case 1 -> code == ReasonCode.RECOVERING.number ? 4 : 0;
            case 2 -> code == ReasonCode.NOT_TRADING.number ? 2 : OTHER;
            case 3, 4, 5, 6 -> 3;
            case 7 -> code == ReasonCode.MAX_ORDER_QTY.number ? 13 : 3;
            case 8 -> code == ReasonCode.MATRIX_INVALID.number ? OTHER : 3;
            case 9 -> 0;
            default -> OTHER;
        };
    }

    /** CxlRejReason (102). */
    static int cxlRejReason(int code) {
        ReasonCode reason = ReasonCode.of(code);
        if (reason == null) {
            return 2;
        }
        return switch (reason) {
            case TOO_LATE, QTY_BELOW_CUM -> 0;
            case UNKNOWN_ORDER, ORIG_MISMATCH, UNKNOWN_ACCOUNT, UNKNOWN_SYMBOL -> 1;
            case PENDING_CANCEL_REPLACE -> 3;
            case DUPLICATE_CLORDID -> 6;
            default -> 2;
        };
    }

    /** Text (58): machine readable, as {@code R=601 GROSS_EXPOSURE}. */
    static String text(int code) {
        return "R=" + code + " " + ReasonCode.name(code);
    }
}
