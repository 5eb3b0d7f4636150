package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;

/** The valuation formulas of gates.md sections 3 and 9. All values in account currency, E8. */
public final class Valuation {
    private Valuation() {}

    /** V = ceil(mark * (1e4 + bufferBps) / 1e4) * fx, rounded up. */
    public static long unitE8(long markE8, long rateE8, long bufferBps) {
        long buffered = bufferBps == 0 ? markE8 : Fixed.mulCeil(markE8, Fixed.BPS + bufferBps, Fixed.BPS);
        return rateE8 == Fixed.SCALE ? buffered : Fixed.mulCeil(buffered, rateE8);
    }

    /** pos * mark * fx, rounded down. */
    public static long valueE8(long posE8, long markE8, long rateE8) {
        long value = Fixed.mulFloor(posE8, markE8);
        return rateE8 == Fixed.SCALE ? value : Fixed.mulFloor(value, rateE8);
    }
}
