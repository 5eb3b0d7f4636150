package io.ringfence.engine.gates;

import org.jspecify.annotations.Nullable;

/**
 * Reason codes: permanent numbers, never reused (gates.md section 6). The engine deals in the numbers; names and titles
 * are for people.
 */
public enum ReasonCode {
    KILL_GLOBAL(101, "Global kill switch"),
    KILL_ACCOUNT(102, "Account kill switch"),
    KILL_SYMBOL(103, "Symbol kill switch"),
    KILL_STRATEGY(104, "Strategy kill switch"),
    KILL_VENUE(105, "Venue kill switch"),
    KILL_SESSION(106, "Session kill switch"),
    REDUCE_ONLY(111, "Reduce-only state"),
    STATE_UNKNOWN(120, "Kill state unknown"),
    RECOVERING(121, "Recovering"),
    NO_DATA(201, "No market data"),
    STALE(202, "Market data stale"),
    CROSSED(203, "Book crossed"),
    SPREAD(204, "Spread too wide"),
    REF_DEVIATION(205, "Book far from reference"),
    GAP(206, "Feed gap open"),
    NOT_TRADING(207, "Symbol not trading"),
    FX_MISSING(208, "Currency rate missing or stale"),
    REF_MISSING(210, "Reference price missing"),
    DQ_SCORE(220, "Data quality score too low"),
    DAY_LOSS(301, "Daily loss limit"),
    DAY_LOSS_LATCHED(302, "Daily loss limit latched"),
    STRESS(303, "Stress loss budget"),
    DAY_LOSS_GLOBAL(311, "Global daily loss limit"),
    DRAWDOWN(401, "Drawdown limit"),
    DRAWDOWN_LATCHED(402, "Drawdown limit latched"),
    DRAWDOWN_SCALED(403, "Limits scaled by drawdown"),
    EQUITY_NONPOSITIVE(404, "Equity not positive"),
    DRAWDOWN_GLOBAL(411, "Global drawdown limit"),
    POSITION_COUNT(501, "Position count limit"),
    POSITION_COUNT_GLOBAL(511, "Global position count limit"),
    GROSS_EXPOSURE(601, "Gross exposure limit"),
    LEVERAGE(602, "Leverage limit"),
    NET_EXPOSURE(603, "Net exposure limit"),
    GLOBAL_GROSS(611, "Global gross exposure limit"),
    MAX_ORDER_QTY(701, "Order quantity limit"),
    MAX_ORDER_NOTIONAL(702, "Order notional limit"),
    POSITION_QTY(703, "Position quantity limit"),
    POSITION_NOTIONAL(704, "Position notional limit"),
    POSITION_PCT(705, "Position share of equity limit"),
    REDUCE_ONLY_EXCEEDS(706, "Reduce-only order exceeds position"),
    CLUSTER_EXPOSURE(801, "Correlated exposure limit"),
    MATRIX_INVALID(802, "Correlation matrix invalid"),
    OVERFLOW(901, "Capacity exceeded"),
    JOURNAL(902, "Journal space reserve"),
    BACKPRESSURE(903, "Back-pressure"),
    INTERNAL(904, "Internal error"),
    CLOCK(906, "Clock not trustworthy"),
    UNKNOWN_SYMBOL(1001, "Unknown symbol"),
    UNKNOWN_ACCOUNT(1002, "Unknown account"),
    SIDE(1003, "Invalid side"),
    ORDER_TYPE(1004, "Invalid order type"),
    TIME_IN_FORCE(1005, "Invalid time in force"),
    PRICE_REQUIRED(1006, "Price required"),
    PRICE_FORBIDDEN(1007, "Price not allowed"),
    PRICE_TICK(1008, "Price not on tick"),
    QTY_NONPOSITIVE(1009, "Quantity not positive"),
    QTY_LOT(1010, "Quantity not a multiple of the lot"),
    QTY_MIN(1011, "Quantity below minimum"),
    QTY_MAX(1012, "Quantity above maximum"),
    MIN_NOTIONAL(1013, "Notional below minimum"),
    PRICE_COLLAR(1014, "Price outside collar"),
    DUPLICATE_CLORDID(1015, "Duplicate client order id"),
    THROTTLE_SESSION(1016, "Session throttle"),
    THROTTLE_ACCOUNT(1017, "Account throttle"),
    EXPIRE_PAST(1018, "Expiry in the past"),
    POST_ONLY_WOULD_TAKE(1019, "Post-only order would take"),
    SELF_MATCH(1020, "Self-match prevented"),
    STALE_ORDER(1021, "Order too old"),
    MAX_OPEN_ORDERS(1022, "Too many open orders"),
    SYMBOL_NOT_PERMITTED(1023, "Symbol not permitted"),
    REDUCE_ONLY_NO_POSITION(1024, "Reduce-only without position"),
    DUPLICATE_PATTERN(1025, "Repeated order pattern"),
    STOP_PRICE(1026, "Invalid stop price"),
    COMBINATION(1027, "Combination not supported"),
    SHORT_NOT_PERMITTED(1028, "Short sale not permitted"),
    REPEATED_EXECUTION(1029, "Repeated executions"),
    UNKNOWN_ORDER(1101, "Unknown order"),
    TOO_LATE(1102, "Too late"),
    PENDING_CANCEL_REPLACE(1103, "Request already pending"),
    ORIG_MISMATCH(1104, "Original client order id mismatch"),
    NO_CHANGE(1105, "Nothing to change"),
    IMMUTABLE_FIELD(1106, "Field can not be changed"),
    QTY_BELOW_CUM(1107, "Quantity below filled quantity"),
    AUTH_NONE(1201, "Not authenticated"),
    AUTH_SIGNATURE(1202, "Signature invalid"),
    AUTH_TIMESTAMP(1203, "Timestamp outside window"),
    AUTH_NONCE(1204, "Nonce already used"),
    AUTH_ROLE(1205, "Role not sufficient"),
    AUTH_IP(1206, "Address not allowed"),
    AUTH_ACCOUNT(1207, "Account not granted"),
    AUTH_REVOKED(1208, "Key revoked"),
    VENUE_REJECT(1301, "Venue reject"),
    VENUE_UNKNOWN(1302, "Venue outcome unknown"),
    VENUE_DOWN(1303, "Venue down"),
    LIVE_NOT_ARMED(1304, "Live trading not armed"),
    IDEMPOTENCY_MISMATCH(1305, "Idempotency key reused");

    private static final ReasonCode[] BY_NUMBER = new ReasonCode[1400];

    static {
        for (ReasonCode code : values()) {
            BY_NUMBER[code.number] = code;
        }
    }

    public final int number;
    /** For people: the title of a problem document. */
    public final String title;

    ReasonCode(int number, String title) {
        this.number = number;
        this.title = title;
    }

    public static @Nullable ReasonCode of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    /** The stable name, also of the codes that every gate has (n00, n90, n98, n99). */
    public static String name(int number) {
        ReasonCode code = of(number);
        if (code != null) {
            return code.name();
        }
        return switch (number < 1000 ? number % 100 : -1) {
            case 0 -> number == 0 ? "OK" : "PASS";
            case 90 -> "PASS_REDUCING";
            case 98 -> "NOT_EVALUABLE";
            case 99 -> "GATE_ERROR";
            default -> "CODE_" + number;
        };
    }
}
