package io.ringfence.engine.gates;

import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.units.Fixed;

/**
 * Gate 6. Worst-case gross value over all symbols, resting orders included, against an absolute limit and a multiple of
 * equity, both scaled by the drawdown.
 */
public final class TotalExposure {
    private static final int GATE = 6;

    private final ScopeExposure scopes = new ScopeExposure();
    private final HouseExposure sums = new HouseExposure();

    void read(OrderContext order, Readings readings) {
        if (!order.hasMark || order.value.unpriced) {
            readings.notEvaluable(GATE);
            return;
        }
        if (order.value.grossOverflow) {
            throw Overflow.EXCEPTION;
        }
        LimitSet limits = order.account.limits;
        long absolute = limits.getOr(LimitField.GROSS_ABS, Long.MAX_VALUE);
        long leverage = leverageCap(limits, order.equityE8);
        if (Math.min(absolute, leverage) == Long.MAX_VALUE) {
            limits.require(LimitField.GROSS_ABS);
        }
        long limit = limit(limits, order.equityE8, order.scaleBps);
        long rest = order.value.grossE8 - order.symbolGrossE8;
        long observed = Fixed.add(rest, symbolGrossAfter(order, order.unitE8));
        long allowed = allowed(order, limit, rest, order.unitE8);
        int passCode = observed > limit ? 690 : 600;
        int code = leverage < absolute ? 602 : 601;
        readings.sized(GATE, passCode, code, observed, limit, allowed, order.quantityE8, Scope.ACCOUNT);
        readNet(order, readings);
        readOtherScopes(order, readings);
    }

    private void readOtherScopes(OrderContext order, Readings readings) {
        Strategy strategy = order.strategy;
        if (strategy != null && !strategy.limits.isEmpty()) {
            scopes.readStrategy(order, strategy, readings);
        }
        for (Aggregate group : order.account.groups) {
            sums.read(order, group, Scope.GROUP, readings);
        }
        sums.read(order, order.state.global, Scope.GLOBAL, readings);
    }

    private void readNet(OrderContext order, Readings readings) {
        long limit = order.account.limits.get(LimitField.NET_ABS);
        if (limit != Fixed.ABSENT) {
            scopes.readNet(order, Fixed.mulFloor(limit, order.scaleBps, Fixed.BPS), readings);
        }
    }

    /** The gross limit of an account at this equity and drawdown scale; {@link Long#MAX_VALUE} when none is set. */
    public static long limit(LimitSet limits, long equityE8, long scaleBps) {
        long most = Math.min(limits.getOr(LimitField.GROSS_ABS, Long.MAX_VALUE), leverageCap(limits, equityE8));
        return most == Long.MAX_VALUE ? most : Fixed.mulFloor(most, scaleBps, Fixed.BPS);
    }

    private static long leverageCap(LimitSet limits, long equityE8) {
        long bps = limits.get(LimitField.MAX_LEVERAGE_BPS);
        return bps == Fixed.ABSENT ? Long.MAX_VALUE : Fixed.mulFloor(Math.max(0, equityE8), bps, Fixed.BPS);
    }

    /** What of the order fits beside the rest, at the order's unit value in the currency of limit and rest. */
    static long allowed(OrderContext order, long limit, long rest, long unitE8) {
        long nonIncreasing = Math.max(0, order.worstE8 - order.currentE8);
        return Sizing.allowed(order.quantityE8, order.currentE8, nonIncreasing, Fixed.subtract(limit, rest), unitE8);
    }

    /** E of the order's symbol if the whole order were accepted. */
    static long symbolGrossAfter(OrderContext order, long unitE8) {
        long side = Math.max(0, Fixed.add(order.currentE8, order.quantityE8));
        return Fixed.mulCeil(Math.max(side, order.otherSideE8), unitE8);
    }
}
