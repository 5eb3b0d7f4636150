package io.ringfence.engine.gates;

import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.units.Fixed;

/**
 * Gate 3. Loss since the day opened, flows taken out, against the smaller of an absolute and a relative limit; once
 * breached it stays so until the day rolls. With a stress budget, what a given move would cost counts as well.
 */
public final class DailyLoss {
    private static final int GATE = 3;

    void read(OrderContext order, Readings readings) {
        if (!order.hasMark || order.value.unpriced) {
            readings.notEvaluable(GATE);
            return;
        }
        if (order.value.equityOverflow) {
            throw Overflow.EXCEPTION;
        }
        LimitSet limits = order.account.limits;
        long limit = limit(limits, order.account.dayOpenEquityE8);
        if (limit == Long.MAX_VALUE) {
            limits.require(LimitField.DAY_LOSS_ABS);
        }
        long loss = loss(order.equityE8, order.account.dayOpenEquityE8, order.account.netFlowsE8);
        if (loss >= limit) {
            Blocking.increases(GATE, 301, loss, limit, order, readings, Scope.ACCOUNT, order.account.id);
        } else if (order.account.dayLatched) {
            Blocking.increases(GATE, 302, loss, limit, order, readings, Scope.ACCOUNT, order.account.id);
        } else {
            readStress(order, readings, loss, limit);
        }
        readAggregates(order, readings);
    }

    private static void readStress(OrderContext order, Readings readings, long loss, long limit) {
        long stressBps = order.account.limits.getOr(LimitField.DAY_STRESS_BPS, 0);
        if (stressBps <= 0) {
            readings.set(GATE, Verdict.PASS, 300, loss, limit, order.quantityE8, Scope.ACCOUNT, order.account.id);
            return;
        }
        if (order.value.grossOverflow) {
            throw Overflow.EXCEPTION;
        }
        long rest = order.value.grossE8 - order.symbolGrossE8;
        long cap = Fixed.mulFloor(limit - loss, Fixed.BPS, stressBps);
        long nonIncreasing = Math.max(0, order.worstE8 - order.currentE8);
        long allowed = Sizing.allowed(
                order.quantityE8, order.currentE8, nonIncreasing, Fixed.subtract(cap, rest), order.unitE8);
        long after = Fixed.add(rest, TotalExposure.symbolGrossAfter(order, order.unitE8));
        long observed = Fixed.add(loss, Fixed.mulCeil(after, stressBps, Fixed.BPS));
        readings.sized(GATE, 300, 303, observed, limit, allowed, order.quantityE8, Scope.ACCOUNT);
    }

    private static void readAggregates(OrderContext order, Readings readings) {
        for (Aggregate group : order.account.groups) {
            readAggregate(order, readings, group, Scope.GROUP);
        }
        readAggregate(order, readings, order.state.global, Scope.GLOBAL);
    }

    private static void readAggregate(OrderContext order, Readings readings, Aggregate sums, byte scope) {
        if (sums.limits.isEmpty()) {
            return;
        }
        if (!sums.limits.has(LimitField.DAY_LOSS_ABS) && !sums.limits.has(LimitField.DAY_LOSS_BPS)) {
            return;
        }
        long limit = limit(sums.limits, sums.money.dayOpenE8(order.state, false));
        long loss = loss(sums, order.state, sums.equityE8(order.state));
        if (loss >= limit || sums.dayLatched) {
            boolean now = loss >= limit;
            int code = scope == Scope.GLOBAL ? 311 : now ? 301 : 302;
            Narrowest.block(GATE, code, loss, limit, order, readings, scope, sums.id);
        }
    }

    /** min(abs, floor(dayOpen * bps / 1e4)); {@link Long#MAX_VALUE} when neither is set. */
    public static long limit(LimitSet limits, long dayOpenEquityE8) {
        long limit = limits.getOr(LimitField.DAY_LOSS_ABS, Long.MAX_VALUE);
        long bps = limits.get(LimitField.DAY_LOSS_BPS);
        return bps == Fixed.ABSENT
                ? limit
                : Math.min(limit, Fixed.mulFloor(Math.max(0, dayOpenEquityE8), bps, Fixed.BPS));
    }

    /** The loss of a group or of the house, in house currency. */
    public static long loss(Aggregate sums, EngineState state, long equityE8) {
        return loss(equityE8, sums.money.dayOpenE8(state, true), sums.money.flowsE8(state));
    }

    /** max(0, -(equity - dayOpen - flows)). */
    public static long loss(long equityE8, long dayOpenEquityE8, long netFlowsE8) {
        return Math.max(0, Fixed.subtract(Fixed.add(dayOpenEquityE8, netFlowsE8), equityE8));
    }
}
