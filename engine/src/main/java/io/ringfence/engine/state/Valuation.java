package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;

/** The valuation formulas of gates.md sections 3 and 9. All values in account currency, E8. */
public final class Valuation {
    private Valuation() {}

    /** V = ceil(mark * (1e4 + bufferBps) / 1e4) * fx, rounded up. */
    public static long unitE8(long markE8, long rateE8, long bufferBps) {
        long buffered = bufferBps == 0 ? markE8 : Fixed.mulCeil(markE8, Fixed.BPS + bufferBps, Fixed.BPS);
        return convertE8(buffered, rateE8, true);
    }

    /** An amount of money at a rate, rounded up or down. */
    public static long convertE8(long amountE8, long rateE8, boolean up) {
        if (rateE8 == Fixed.SCALE) {
            return amountE8;
        }
        return up ? Fixed.mulCeil(amountE8, rateE8) : Fixed.mulFloor(amountE8, rateE8);
    }

    /** pos * mark * fx, rounded down. */
    public static long valueE8(long posE8, long markE8, long rateE8) {
        return convertE8(Fixed.mulFloor(posE8, markE8), rateE8, false);
    }
}
