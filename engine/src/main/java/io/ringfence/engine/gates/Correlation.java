package io.ringfence.engine.gates;

import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.PositionTable;
import io.ringfence.engine.units.Fixed;

/**
 * Gate 8. Exposure to one bet: the order's own symbol plus every correlated one in the direction that adds to it. A
 * hedge adds nothing, and gives no credit either.
 */
final class Correlation {
    private static final int GATE = 8;

    void read(OrderContext order, Readings readings) {
        if (!order.hasMark || order.value.unpriced) {
            readings.notEvaluable(GATE);
            return;
        }
        LimitSet limits = order.account.limits;
        long limit = Fixed.mulFloor(limits.require(LimitField.CLUSTER_ABS), order.scaleBps, Fixed.BPS);
        long others = correlatedValue(order, limits);
        long observed = Fixed.add(others, Sizing.valueAfter(order.currentE8, order.quantityE8, order.unitE8));
        long allowed = Sizing.allowed(
                order.quantityE8,
                order.currentE8,
                Math.max(0, -order.currentE8),
                Fixed.subtract(limit, others),
                order.unitE8);
        readings.sized(
                GATE, observed > limit ? 890 : 800, 801, observed, limit, allowed, order.quantityE8, Scope.ACCOUNT);
    }

    /** Sum over the other symbols of ceil(ceil(leg * V) * |rho|), rho at or above the threshold. */
    private static long correlatedValue(OrderContext order, LimitSet limits) {
        long threshold = limits.require(LimitField.RHO_THRESHOLD_PPM);
        long fallback = limits.require(LimitField.DEFAULT_RHO_PPM);
        long minSamples = limits.require(LimitField.MIN_SAMPLES);
        int own = order.instrument.symbolId;
        PositionTable positions = order.account.positions();
        long sum = 0;
        for (int i = 0; i < positions.usedCount(); i++) {
            Position position = positions.used(i);
            if (position.symbolId == own) {
                continue;
            }
            long rho = order.state.rho.rhoPpm(own, position.symbolId, minSamples, fallback);
            long magnitude = Math.abs(rho);
            if (magnitude >= threshold) {
                if (position.grossOverflow) {
                    throw Overflow.EXCEPTION;
                }
                boolean sameDirection = (rho > 0) == order.isBuy();
                long leg = sameDirection ? position.longValueE8 : position.shortValueE8;
                sum = Fixed.add(sum, Fixed.mulCeil(leg, magnitude, Fixed.PPM));
            }
        }
        return sum;
    }
}
