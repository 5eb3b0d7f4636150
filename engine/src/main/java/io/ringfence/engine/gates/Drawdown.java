package io.ringfence.engine.gates;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.units.Fixed;

/**
 * Gate 4. Fall from the high-water mark. At the hard limit increases stop until the mark is reset; between soft and
 * hard the limits of gates 6 to 8 shrink, because shrinking the order instead could be sliced around.
 */
public final class Drawdown {
    private static final int GATE = 4;
    private static final long ALL_LOST_BPS = 10_000;

    void read(OrderContext order, Readings readings) {
        if (!order.hasMark) {
            readings.notEvaluable(GATE);
            return;
        }
        if (order.value.equityOverflow) {
            throw Overflow.EXCEPTION;
        }
        readAccount(order, readings);
        if (order.value.unpriced) {
            readings.notEvaluable(GATE);
            return;
        }
        readAggregates(order, readings);
    }

    private static void readAccount(OrderContext order, Readings readings) {
        Account account = order.account;
        LimitSet limits = account.limits;
        long hard = limits.require(LimitField.DD_HARD_BPS);
        long soft = limits.require(LimitField.DD_SOFT_BPS);
        boolean lost = order.equityE8 <= 0 || account.hwmE8 <= 0;
        long drawdown = lost ? ALL_LOST_BPS : drawdownBps(order.equityE8, account.hwmE8);
        if (lost || drawdown >= hard || account.drawdownLatched) {
            order.scaleBps = 0;
            int code = lost ? 404 : drawdown >= hard ? 401 : 402;
            Blocking.increases(GATE, code, drawdown, hard, order, readings, Scope.ACCOUNT, account.id);
        } else {
            int code = drawdown > soft ? 403 : 400;
            order.scaleBps = scaleBps(drawdown, soft, hard);
            readings.set(GATE, Verdict.PASS, code, drawdown, hard, order.quantityE8, Scope.ACCOUNT, account.id);
        }
    }

    private static void readAggregates(OrderContext order, Readings readings) {
        for (Aggregate group : order.account.groups) {
            readAggregate(order, readings, group, Scope.GROUP);
        }
        readAggregate(order, readings, order.state.global, Scope.GLOBAL);
    }

    private static void readAggregate(OrderContext order, Readings readings, Aggregate sums, byte scope) {
        if (!sums.limits.has(LimitField.DD_HARD_BPS)) {
            return;
        }
        long hard = sums.limits.get(LimitField.DD_HARD_BPS);
        long equity = sums.equityE8(order.state);
        long mark = sums.highWaterE8(order.state);
        boolean lost = equity <= 0 || mark <= 0;
        long drawdown = lost ? ALL_LOST_BPS : drawdownBps(equity, mark);
        if (lost || drawdown >= hard || sums.drawdownLatched) {
            int code = scope == Scope.GLOBAL ? 411 : lost ? 404 : drawdown >= hard ? 401 : 402;
            Narrowest.block(GATE, code, drawdown, hard, order, readings, scope, sums.id);
        }
    }

    /** ceil((hwm - equity) * 1e4 / hwm), 0 above the mark. */
    public static long drawdownBps(long equityE8, long hwmE8) {
        return equityE8 >= hwmE8 ? 0 : Fixed.mulCeil(Fixed.subtract(hwmE8, equityE8), Fixed.BPS, hwmE8);
    }

    /** The scale that this gate leaves for the limits of gates 6 to 8 at an equity, in bps; 1e4 where no limit is set. */
    public static long scaleBps(Account account, long equityE8) {
        long hard = account.limits.getOr(LimitField.DD_HARD_BPS, Long.MAX_VALUE);
        long soft = account.limits.getOr(LimitField.DD_SOFT_BPS, Long.MAX_VALUE);
        if (hard == Long.MAX_VALUE || soft == Long.MAX_VALUE) {
            return Fixed.BPS;
        }
        boolean lost = equityE8 <= 0 || account.hwmE8 <= 0;
        long drawdown = lost ? ALL_LOST_BPS : drawdownBps(equityE8, account.hwmE8);
        return lost || drawdown >= hard || account.drawdownLatched ? 0 : scaleBps(drawdown, soft, hard);
    }

    /** floor(1e4 * (hard - dd) / (hard - soft)) between soft and hard, 1e4 below. */
    static long scaleBps(long drawdownBps, long softBps, long hardBps) {
        return drawdownBps <= softBps ? Fixed.BPS : Fixed.mulFloor(Fixed.BPS, hardBps - drawdownBps, hardBps - softBps);
    }
}
