package io.ringfence.engine.gates;

import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.units.Fixed;

/**
 * Gate 7. The fat-finger limits first, which refuse and never shrink; then the size of the position in the order's own
 * symbol, by quantity, value and share of equity.
 */
final class PositionSize {
    private static final int GATE = 7;

    void read(OrderContext order, Readings readings) {
        if (!order.hasMark) {
            readings.notEvaluable(GATE);
            return;
        }
        LimitSet limits = order.account.limits;
        LimitSet.SymbolLimits symbol = limits.requireSymbol(order.instrument.symbolId);
        if (fatFinger(order, symbol, readings)) {
            return;
        }
        readSize(order, limits, symbol, readings);
        Strategy strategy = order.strategy;
        if (strategy != null && !strategy.limits.isEmpty()) {
            readStrategy(order, strategy, readings);
        }
        for (Aggregate group : order.account.groups) {
            readAggregate(order, group, Scope.GROUP, readings);
        }
        readAggregate(order, order.state.global, Scope.GLOBAL, readings);
        readReduceOnly(order, readings);
    }

    private static boolean fatFinger(OrderContext order, LimitSet.SymbolLimits symbol, Readings readings) {
        long maxQuantity = symbol.maxOrderQuantityE8;
        if (maxQuantity != Fixed.ABSENT && order.totalQuantityE8 > maxQuantity) {
            readings.reject(GATE, 701, order.totalQuantityE8, maxQuantity, Scope.ACCOUNT, order.account.id);
            return true;
        }
        long maxNotional = symbol.maxOrderNotionalE8;
        if (maxNotional == Fixed.ABSENT) {
            return false;
        }
        long notional = Fixed.mulCeil(order.totalQuantityE8, order.orderPriceE8);
        if (notional > maxNotional) {
            readings.reject(GATE, 702, notional, maxNotional, Scope.ACCOUNT, order.account.id);
            return true;
        }
        return false;
    }

    private static void readSize(OrderContext order, LimitSet limits, LimitSet.SymbolLimits symbol, Readings readings) {
        long absolute = limits.getOr(LimitField.POS_NOTIONAL_ABS, Long.MAX_VALUE);
        long share = shareOfEquity(limits, order.equityE8);
        if (Math.min(absolute, share) == Long.MAX_VALUE) {
            limits.require(LimitField.POS_NOTIONAL_ABS);
        }
        long cap = Fixed.mulFloor(Math.min(absolute, share), order.scaleBps, Fixed.BPS);
        long capQuantity = symbol.positionQuantityE8 == Fixed.ABSENT
                ? Long.MAX_VALUE
                : Fixed.mulFloor(symbol.positionQuantityE8, order.scaleBps, Fixed.BPS);
        long current = order.currentE8;
        long nonIncreasing = Math.max(0, -current);
        long byValue = Sizing.allowed(order.quantityE8, current, nonIncreasing, cap, order.unitE8);
        long byQuantity = Math.min(
                order.quantityE8,
                Math.max(
                        nonIncreasing,
                        capQuantity == Long.MAX_VALUE
                                ? Long.MAX_VALUE
                                : Math.max(0, Fixed.subtract(capQuantity, current))));
        long value = Sizing.valueAfter(current, order.quantityE8, order.unitE8);
        if (Math.min(byValue, byQuantity) == order.quantityE8) {
            int code = value > cap ? 790 : 700;
            readings.set(GATE, Verdict.PASS, code, value, cap, order.quantityE8, Scope.ACCOUNT, order.account.id);
        } else if (capQuantity != Long.MAX_VALUE && capQuantity <= Fixed.mulFloor(cap, Fixed.SCALE, order.unitE8)) {
            long quantity = Math.max(0, Fixed.add(current, order.quantityE8));
            readings.sized(GATE, 700, 703, quantity, capQuantity, byQuantity, order.quantityE8, Scope.ACCOUNT);
        } else {
            int code = share < absolute ? 705 : 704;
            readings.sized(GATE, 700, code, value, cap, byValue, order.quantityE8, Scope.ACCOUNT);
        }
    }

    private static long shareOfEquity(LimitSet limits, long equityE8) {
        long bps = limits.get(LimitField.POS_PCT_BPS);
        return bps == Fixed.ABSENT ? Long.MAX_VALUE : Fixed.mulFloor(Math.max(0, equityE8), bps, Fixed.BPS);
    }

    private static void readReduceOnly(OrderContext order, Readings readings) {
        if (order.reduceOnly && order.reducePartE8 < readings.allowedE8[GATE]) {
            byte verdict = order.reducePartE8 > 0 ? Verdict.REDUCE : Verdict.REJECT;
            readings.set(
                    GATE,
                    verdict,
                    706,
                    order.quantityE8,
                    order.reducePartE8,
                    order.reducePartE8,
                    Scope.ACCOUNT,
                    order.account.id);
        }
    }

    private static void readStrategy(OrderContext order, Strategy strategy, Readings readings) {
        Position own = strategy.positions.find(order.instrument.symbolId);
        long current = own == null ? 0 : order.isBuy() ? own.posE8 + own.openBuyE8 : own.openSellE8 - own.posE8;
        long quantityCap = strategy.limits.symbol(order.instrument.symbolId).positionQuantityE8;
        long valueCap = strategy.limits.get(LimitField.POS_NOTIONAL_ABS);
        long nonIncreasing = Math.max(0, -current);
        readOwn(
                order,
                current,
                nonIncreasing,
                quantityCap,
                valueCap,
                Scope.STRATEGY,
                strategy.id,
                true,
                order.unitE8,
                readings);
    }

    private static void readAggregate(OrderContext order, Aggregate sums, byte scope, Readings readings) {
        if (sums.limits.isEmpty()) {
            return;
        }
        int symbolId = order.instrument.symbolId;
        long others = sums.worstE8(symbolId) - order.worstE8;
        long quantityCap = sums.limits.symbol(symbolId).positionQuantityE8;
        long valueCap = sums.limits.get(LimitField.POS_NOTIONAL_ABS);
        long current = Fixed.add(others, order.currentE8);
        long nonIncreasing = Math.max(0, -order.currentE8);
        long unit = valueCap == Fixed.ABSENT ? 0 : HouseExposure.unitE8(order, symbolId);
        readOwn(order, current, nonIncreasing, quantityCap, valueCap, scope, sums.id, false, unit, readings);
    }

    private static void readOwn(
            OrderContext order,
            long current,
            long nonIncreasing,
            long quantityCap,
            long valueCap,
            byte scope,
            int id,
            boolean narrower,
            long unitE8,
            Readings readings) {
        if (quantityCap != Fixed.ABSENT) {
            long allowed = Math.min(order.quantityE8, Math.max(nonIncreasing, Fixed.subtract(quantityCap, current)));
            long after = Math.max(0, Fixed.add(current, order.quantityE8));
            bind(order, 703, after, quantityCap, Math.max(0, allowed), scope, id, narrower, readings);
        }
        if (valueCap != Fixed.ABSENT) {
            long allowed = Sizing.allowed(order.quantityE8, current, nonIncreasing, valueCap, unitE8);
            long after = Sizing.valueAfter(current, order.quantityE8, unitE8);
            bind(order, 704, after, valueCap, allowed, scope, id, narrower, readings);
        }
    }

    private static void bind(
            OrderContext order,
            int code,
            long observed,
            long limit,
            long allowed,
            byte scope,
            int id,
            boolean narrower,
            Readings readings) {
        boolean ties = narrower && allowed < order.quantityE8 && allowed == readings.allowedE8[GATE];
        if (ties) {
            byte verdict = allowed > 0 ? Verdict.REDUCE : Verdict.REJECT;
            readings.set(GATE, verdict, code, observed, limit, allowed, scope, id);
        } else {
            Narrowest.size(GATE, code, observed, limit, allowed, readings, scope, id);
        }
    }
}
