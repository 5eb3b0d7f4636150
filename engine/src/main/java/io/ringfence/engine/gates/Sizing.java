package io.ringfence.engine.gates;

import io.ringfence.engine.units.Fixed;

/** The formula by which gates 3 (stress), 6, 7 and 8 find how much of an order fits (gates.md, G6). */
final class Sizing {
    private Sizing() {}

    /**
     * allowed = min(q, max(nonIncr, sideMax - cur, 0)) with sideMax = floor(room * 1e8 / V), 0 if negative.
     *
     * <p>The usual answer, "all of it", is found by one multiplication; the division is made only for an order that
     * does not fit: q &lt;= floor(room * 1e8 / V) - cur exactly when ceil((cur + q) * V / 1e8) &lt;= room.
     */
    static long allowed(long quantityE8, long currentE8, long nonIncreasingE8, long roomE8, long unitE8) {
        if (roomE8 > 0 && Fixed.quotientOverflows(roomE8, Fixed.SCALE, unitE8)) {
            throw Overflow.EXCEPTION;
        }
        long after = Fixed.add(currentE8, quantityE8);
        if (quantityE8 <= nonIncreasingE8 || after <= 0) {
            return quantityE8;
        }
        if (roomE8 >= 0 && Fixed.mulCeil(after, unitE8) <= roomE8) {
            return quantityE8;
        }
        long sideMax = roomE8 <= 0 ? 0 : Fixed.mulFloor(roomE8, Fixed.SCALE, unitE8);
        return Math.min(quantityE8, Math.max(nonIncreasingE8, Math.max(Fixed.subtract(sideMax, currentE8), 0)));
    }

    /** Value of the order's side after the whole order, never below 0, rounded up. */
    static long valueAfter(long currentE8, long quantityE8, long unitE8) {
        return Fixed.mulCeil(Math.max(0, Fixed.add(currentE8, quantityE8)), unitE8);
    }
}
