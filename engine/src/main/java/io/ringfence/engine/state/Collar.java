package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;

/**
 * The price collar of an instrument (1014): how far a price may lie from the market on the side that costs the sender.
 * The reference is the mid, else the last price; with a window set, what the mid was that long ago counts as well, so that
 * a price that ran away quickly is not followed. Without a collar, or before any price, everything is inside.
 */
public final class Collar {
    private Collar() {}

    /** Whether a limit is outside; no client's price can overflow this. */
    public static boolean isOutside(EngineState state, Instrument instrument, boolean buy, long limitE8) {
        if (instrument.collarBps == 0 || limitE8 == Fixed.ABSENT) {
            return false;
        }
        boolean twoSided = state.setting(EngineSetting.COLLAR_TWO_SIDED) != 0;
        return isOutside(instrument, referenceE8(instrument), buy, limitE8, twoSided)
                || isOutside(instrument, pastE8(state, instrument), buy, limitE8, twoSided);
    }

    private static boolean isOutside(
            Instrument instrument, long referenceE8, boolean buy, long limitE8, boolean twoSided) {
        if (referenceE8 == Fixed.ABSENT) {
            return false;
        }
        boolean harmful = buy ? limitE8 > referenceE8 : limitE8 < referenceE8;
        return (harmful || twoSided) && Math.abs(limitE8 - referenceE8) > widthE8(instrument, referenceE8);
    }

    /** The last price inside on the harmful side: what a market order is worked with; absent where nothing bounds it. */
    public static long boundE8(EngineState state, Instrument instrument, boolean buy) {
        if (instrument.collarBps == 0) {
            return Fixed.ABSENT;
        }
        long now = boundE8(instrument, referenceE8(instrument), buy);
        long past = boundE8(instrument, pastE8(state, instrument), buy);
        if (now == Fixed.ABSENT || past == Fixed.ABSENT) {
            return now == Fixed.ABSENT ? past : now;
        }
        return buy ? Math.min(now, past) : Math.max(now, past);
    }

    private static long boundE8(Instrument instrument, long referenceE8, boolean buy) {
        if (referenceE8 == Fixed.ABSENT) {
            return Fixed.ABSENT;
        }
        long width = widthE8(instrument, referenceE8);
        return buy ? referenceE8 + width : Math.max(0, referenceE8 - width);
    }

    /**
     * The price that a limit order is worked with once its stop has fired: its own limit, or the last tick inside the
     * collar where that is nearer.
     */
    public static long boundedE8(EngineState state, Instrument instrument, boolean buy, long limitE8) {
        long bound = boundE8(state, instrument, buy);
        if (bound == Fixed.ABSENT || (buy ? limitE8 <= bound : limitE8 >= bound)) {
            return limitE8;
        }
        long tick = Math.max(1, instrument.tickE8);
        long beyond = bound % tick;
        long inside = buy ? bound - beyond : beyond == 0 ? bound : bound - beyond + tick;
        return buy ? Math.max(tick, inside) : inside;
    }

    /** d * 1e4 > reference * bps exactly when d > floor(reference * bps / 1e4). */
    private static long widthE8(Instrument instrument, long referenceE8) {
        long most = Long.MAX_VALUE - referenceE8;
        boolean fits = instrument.collarBps <= Fixed.BPS || referenceE8 <= Long.MAX_VALUE / instrument.collarBps;
        return fits ? Math.min(Fixed.mulFloor(referenceE8, instrument.collarBps, Fixed.BPS), most) : most;
    }

    private static long referenceE8(Instrument instrument) {
        return instrument.market.isTwoSided() ? instrument.market.markE8 : instrument.market.referenceE8;
    }

    private static long pastE8(EngineState state, Instrument instrument) {
        long window = state.setting(EngineSetting.COLLAR_WINDOW_NS);
        return window <= 0 ? Fixed.ABSENT : instrument.market.past.priceE8(state.nowNanos, window);
    }
}
