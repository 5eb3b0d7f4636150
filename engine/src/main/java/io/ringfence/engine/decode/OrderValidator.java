package io.ringfence.engine.decode;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Collar;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.StateHash;
import io.ringfence.engine.state.Strategy;

/**
 * Validation before the gates, in the order of api.md section 1.3; the first code wins. The look-up of the client order
 * id (1015) lies between {@link #identify} and {@link #validateTime}.
 */
public final class OrderValidator {
    private final EngineState state;

    public OrderValidator(EngineState state) {
        this.state = state;
    }

    /** Form, account, symbol, permission, short sale: a code from here leaves the client order id free. */
    public int identify(OrderRequest order) {
        int code = OrderRules.form(order);
        if (code != 0) {
            return code;
        }
        if (!state.instruments.has(order.symbolId)
                || state.instruments.get(order.symbolId).kind != Instrument.KIND_TRADABLE) {
            return 1001;
        }
        if (!state.hasAccount(order.accountId)) {
            return 1002;
        }
        Account account = state.account(order.accountId);
        Strategy strategy = state.strategy(order.strategyId);
        if (order.strategyId != -1 && (strategy == null || strategy.accountId != account.id)) {
            return 1002;
        }
        if (!account.mayTrade(order.symbolId)) {
            return 1023;
        }
        return !account.shortAllowed && sellsShort(account, order) ? 1028 : 0;
    }

    private static boolean sellsShort(Account account, OrderRequest order) {
        if (order.isBuy() || order.quantityE8 <= 0) {
            return false;
        }
        return order.quantityE8 > freeToSell(account, order.symbolId);
    }

    private static long freeToSell(Account account, int symbolId) {
        Position position = account.positions().find(symbolId);
        return position == null ? 0 : position.posE8 - position.openSellE8;
    }

    /** 1023, 1028 for what a replace adds to an order. */
    public int validateIncrease(Order order, long increaseE8) {
        if (increaseE8 <= 0) {
            return 0;
        }
        Account account = state.account(order.accountId);
        if (!account.mayTrade(order.symbolId)) {
            return 1023;
        }
        boolean sells = !account.shortAllowed && !order.isBuy();
        return sells && increaseE8 > freeToSell(account, order.symbolId) ? 1028 : 0;
    }

    /** Expiry and age (1018, 1021), and the strategy that executes too often (1029). */
    public int validateTime(OrderRequest order) {
        if (order.timeInForce == Order.TIF_GTD && order.expireAtNanos <= state.nowNanos) {
            return 1018;
        }
        if (order.maxAgeNanos > 0
                && order.transactTimeNanos != Long.MIN_VALUE
                && state.nowNanos - order.transactTimeNanos > order.maxAgeNanos) {
            return 1021;
        }
        return isSuspended(order.strategyId) ? 1029 : 0;
    }

    /** Whether the strategy was halted because it executed too often, and nobody has enabled it again. */
    public boolean isSuspended(int strategyId) {
        Strategy strategy = state.strategy(strategyId);
        return strategy != null
                && strategy.killLevel == KillLevel.HALTED
                && strategy.killCause == KillCause.REPEATED_EXECUTION;
    }

    /** Takes a token of the account's throttle; false (1017) when there is none. The client order id stays free. */
    public boolean takeToken(OrderRequest order) {
        Account account = state.account(order.accountId);
        long rate = account.limits.getOr(LimitField.THROTTLE_RATE, 0);
        if (rate <= 0) {
            return true;
        }
        long burst = Math.max(1, account.limits.getOr(LimitField.THROTTLE_BURST, rate));
        return account.throttle.take(rate, burst, state.nowNanos);
    }

    /** 1008 to 1013: what can be said without venue and account. */
    public int validate(OrderRequest order) {
        Instrument instrument = state.instruments.get(order.symbolId);
        return OrderRules.numbers(
                instrument, order.quantityE8, order.limitPriceE8, order.stopPriceE8, order.minQuantityE8);
    }

    /** 1014. */
    public boolean isOutsideCollar(Instrument instrument, boolean buy, long limitE8) {
        return Collar.isOutside(state, instrument, buy, limitE8);
    }

    /** 1008 to 1013 for the new terms of a replace. */
    public int validateTerms(Instrument instrument, long quantityE8, long limitE8, long stopE8) {
        return OrderRules.numbers(instrument, quantityE8, limitE8, stopE8, 0);
    }

    /**
     * 1024, 1025, 1022: what the account's present state forbids.
     *
     * @param counts whether the order counts for the duplicate pattern; a preview does not, and is not asked 1025
     */
    public int validateAccount(OrderRequest order, boolean counts) {
        Account account = state.account(order.accountId);
        if (order.has(Order.FLAG_REDUCE_ONLY) && !reduces(account, order)) {
            return 1024;
        }
        if (counts && repeats(account, order)) {
            return 1025;
        }
        return account.maxOpenOrders > 0 && account.openOrders >= account.maxOpenOrders ? 1022 : 0;
    }

    private boolean repeats(Account account, OrderRequest order) {
        long window = account.limits.getOr(LimitField.DUPLICATE_WINDOW_NS, 0);
        long max = account.limits.getOr(LimitField.DUPLICATE_MAX, 1);
        return window > 0 && account.duplicates.exceeds(fingerprint(order), max, window, state.nowNanos);
    }

    private static boolean reduces(Account account, OrderRequest order) {
        Position position = account.positions().find(order.symbolId);
        return position != null && (order.isBuy() ? position.posE8 < 0 : position.posE8 > 0);
    }

    private static long fingerprint(OrderRequest order) {
        long h = StateHash.mix(order.symbolId, order.side);
        return StateHash.mix(StateHash.mix(h, order.quantityE8), order.limitPriceE8);
    }

    /** The limit that an order is worked with: its own, or for a market order the one that protects it. */
    public long workingLimitE8(OrderRequest order) {
        return order.type == Order.TYPE_MARKET
                ? Collar.boundE8(state, state.instruments.get(order.symbolId), order.isBuy())
                : order.limitPriceE8;
    }
}
