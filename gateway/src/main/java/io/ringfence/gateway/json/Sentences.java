package io.ringfence.gateway.json;

import io.ringfence.engine.gates.ReasonCode;

/** What to say about a code where no observed value says it better. */
final class Sentences {
    private Sentences() {}

    static String of(int code) {
        ReasonCode reason = ReasonCode.of(code);
        if (reason == null) {
            return ReasonCode.name(code);
        }
        return switch (reason) {
            case SIDE -> "side must be buy or sell";
            case ORDER_TYPE -> "type must be market, limit, stop or stop_limit";
            case TIME_IN_FORCE -> "time_in_force must be day, gtc, ioc, fok or gtd";
            case PRICE_REQUIRED -> "this order type needs a price that is not there";
            case PRICE_FORBIDDEN -> "this order type takes no such price";
            case PRICE_TICK -> "the price is not a multiple of the tick";
            case QTY_NONPOSITIVE -> "qty must be above zero";
            case QTY_LOT -> "qty is not a multiple of the lot";
            case QTY_MIN -> "qty is below the instrument's minimum";
            case QTY_MAX -> "qty is above what the instrument or the number range takes";
            case MIN_NOTIONAL -> "qty times price is below the instrument's minimum notional";
            case PRICE_COLLAR -> "the price is too far from the market";
            case UNKNOWN_SYMBOL -> "no such symbol";
            case UNKNOWN_ACCOUNT -> "no such account";
            case UNKNOWN_ORDER -> "no such open order in this account";
            case DUPLICATE_CLORDID -> "client_order_id was already used for another order; the first one stands";
            case DUPLICATE_PATTERN -> "too many equal orders within the window";
            case THROTTLE_SESSION, THROTTLE_ACCOUNT -> "too many requests; come back when the bucket has refilled";
            case EXPIRE_PAST -> "the expiry is not in the future";
            case STALE_ORDER -> "the order was older than max_age_ms when the engine took it up";
            case POST_ONLY_WOULD_TAKE -> "a post-only order would have traded at once";
            case SELF_MATCH -> "the order would have met an order of its own";
            case MAX_OPEN_ORDERS -> "the account has as many open orders as it may have";
            case SYMBOL_NOT_PERMITTED -> "the account may not trade this symbol";
            case SHORT_NOT_PERMITTED -> "the account may not sell short";
            case REDUCE_ONLY_NO_POSITION -> "there is no position that the order could reduce";
            case STOP_PRICE -> "the stop price is missing, not allowed, or already passed";
            case COMBINATION -> "this combination of type, time in force and flags is not supported";
            case TOO_LATE -> "the order has already ended";
            case PENDING_CANCEL_REPLACE -> "a cancel or replace of this order is already under way";
            case ORIG_MISMATCH -> "the original client order id is not the order's last accepted one";
            case NO_CHANGE -> "the request changes nothing";
            case IMMUTABLE_FIELD -> "account, symbol, side and type of an order can not change";
            case QTY_BELOW_CUM -> "more than the new quantity is already filled";
            case INTERNAL -> "this client order id stopped the core once; an operator must clear it";
            case OVERFLOW -> "a table of fixed size is full";
            case RECOVERING -> "the core is recovering; come back shortly";
            case STATE_UNKNOWN -> "the kill state is not known; a risk officer must reset it";
            default -> reason.title;
        };
    }
}
