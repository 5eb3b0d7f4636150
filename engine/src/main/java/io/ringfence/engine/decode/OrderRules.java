package io.ringfence.engine.decode;

import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;

/**
 * The stages of validation that concern the request alone: enumerations and combinations before the account is looked
 * at, numbers after it (api.md section 1.3). Each answers 0 or the first code that applies.
 */
final class OrderRules {
    private OrderRules() {}

    /** 1003 to 1007, 1026, 1027: fields that exclude or need each other. */
    static int form(OrderRequest order) {
        if (order.side != Order.BUY && order.side != Order.SELL) {
            return 1003;
        }
        if (order.type < Order.TYPE_MARKET || order.type > Order.TYPE_STOP_LIMIT) {
            return 1004;
        }
        if (!isTimeInForce(order.timeInForce)) {
            return 1005;
        }
        if (order.isLimited() && order.limitPriceE8 == Fixed.ABSENT) {
            return 1006;
        }
        if (!order.isLimited() && order.limitPriceE8 != Fixed.ABSENT) {
            return 1007;
        }
        if (!order.isStop() && order.stopPriceE8 != Fixed.ABSENT) {
            return 1007;
        }
        if (order.isStop() && order.stopPriceE8 <= 0) {
            return 1026;
        }
        return combination(order);
    }

    private static boolean isTimeInForce(byte value) {
        return value == Order.TIF_DAY
                || value == Order.TIF_GTC
                || value == Order.TIF_IOC
                || value == Order.TIF_FOK
                || value == Order.TIF_GTD;
    }

    private static int combination(OrderRequest order) {
        byte tif = order.timeInForce;
        boolean immediate = tif == Order.TIF_IOC || tif == Order.TIF_FOK;
        if (order.type == Order.TYPE_MARKET && (tif == Order.TIF_GTC || tif == Order.TIF_GTD)) {
            return 1027;
        }
        if (order.isStop() && immediate) {
            return 1027;
        }
        if (order.has(Order.FLAG_POST_ONLY) && (order.type != Order.TYPE_LIMIT || immediate)) {
            return 1027;
        }
        if (order.smpMode < -1 || order.smpMode > Order.SMP_REJECT) {
            return 1027;
        }
        return tif != Order.TIF_GTD && order.expireAtNanos != Fixed.ABSENT ? 1027 : 0;
    }

    /** 1008 to 1013: tick, lot, bounds, and that the order's own value fits 64 bits. */
    static int numbers(Instrument instrument, long quantityE8, long limitE8, long stopE8, long minQuantityE8) {
        if (offTick(instrument, limitE8) || offTick(instrument, stopE8)) {
            return 1008;
        }
        if (quantityE8 <= 0) {
            return 1009;
        }
        if (instrument.lotE8 > 0 && quantityE8 % instrument.lotE8 != 0) {
            return 1010;
        }
        if (quantityE8 < instrument.minQuantityE8 || minQuantityE8 > quantityE8) {
            return 1011;
        }
        return bounds(instrument, quantityE8, limitE8, stopE8);
    }

    private static boolean offTick(Instrument instrument, long priceE8) {
        if (priceE8 == Fixed.ABSENT) {
            return false;
        }
        return priceE8 <= 0 || (instrument.tickE8 > 0 && priceE8 % instrument.tickE8 != 0);
    }

    private static int bounds(Instrument instrument, long quantityE8, long limitE8, long stopE8) {
        long mark = instrument.market.markE8;
        long highest = Math.max(Math.max(limitE8, stopE8), mark);
        boolean overflows = highest != Fixed.ABSENT && !Fixed.productFits(quantityE8, highest);
        boolean tooLarge = instrument.venueMaxQuantityE8 != Fixed.ABSENT && quantityE8 > instrument.venueMaxQuantityE8;
        if (overflows || tooLarge) {
            return 1012;
        }
        long named = limitE8 != Fixed.ABSENT ? limitE8 : stopE8;
        long price = named != Fixed.ABSENT ? named : mark;
        boolean small = price != Fixed.ABSENT && Fixed.mulFloor(quantityE8, price) < instrument.minNotionalE8;
        return small ? 1013 : 0;
    }
}
