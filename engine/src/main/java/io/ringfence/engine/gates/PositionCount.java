package io.ringfence.engine.gates;

import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.LimitField;

/** Gate 5. Slots used by positions or working orders; an order in a used slot always passes. */
final class PositionCount {
    private static final int GATE = 5;

    void read(OrderContext order, Readings readings) {
        if (!order.hasMark) {
            readings.notEvaluable(GATE);
            return;
        }
        int extra = (order.posE8 | order.openBuyE8 | order.openSellE8) != 0 ? 0 : 1;
        long used = (long) order.account.positions().usedCount() + extra;
        long max = order.account.limits.require(LimitField.MAX_POSITIONS);
        if (extra == 1 && used > max) {
            readings.reject(GATE, 501, used, max, Scope.ACCOUNT, order.account.id);
        } else {
            readings.set(GATE, Verdict.PASS, 500, used, max, order.quantityE8, Scope.ACCOUNT, order.account.id);
        }
        if (extra == 1) {
            for (Aggregate group : order.account.groups) {
                readAggregate(readings, group, Scope.GROUP, 501);
            }
            readAggregate(readings, order.state.global, Scope.GLOBAL, 511);
        }
    }

    private static void readAggregate(Readings readings, Aggregate sums, byte scope, int code) {
        long max = sums.limits.getOr(LimitField.MAX_POSITIONS, Long.MAX_VALUE);
        long after = sums.usedSlots + 1L;
        if (after > max && readings.allowedE8[GATE] > 0) {
            readings.reject(GATE, code, after, max, scope, sums.id);
        }
    }
}
