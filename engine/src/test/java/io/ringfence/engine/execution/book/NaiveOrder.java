package io.ringfence.engine.execution.book;

import io.ringfence.engine.state.Order;
import org.jspecify.annotations.Nullable;

/** An order of {@link NaiveBook}. */
final class NaiveOrder {
    final long id;
    final boolean buys;
    final int type;
    final int timeInForce;
    final boolean postOnly;
    final long minimum;
    final long owner;
    final int smpMode;
    long total;
    long cum;
    /** Null where any price will do. */
    @Nullable
    Long limit;

    @Nullable
    Long stop;

    boolean triggered;
    boolean ended;

    NaiveOrder(Order order) {
        id = order.orderId;
        buys = order.isBuy();
        type = order.type;
        timeInForce = order.timeInForce;
        postOnly = order.hasFlag(Order.FLAG_POST_ONLY);
        minimum = order.minQuantityE8;
        owner = order.smpId;
        smpMode = order.smpMode;
        total = order.quantityE8;
        limit = priceOrNull(order.limitPriceE8);
        stop = priceOrNull(order.stopPriceE8);
    }

    static @Nullable Long priceOrNull(long priceE8) {
        return priceE8 == BookSide.NO_PRICE ? null : priceE8;
    }

    long leaves() {
        return ended ? 0 : total - cum;
    }

    boolean isMarket() {
        return type == Order.TYPE_MARKET || type == Order.TYPE_STOP;
    }

    boolean isWaitingStop() {
        return (type == Order.TYPE_STOP || type == Order.TYPE_STOP_LIMIT) && !triggered;
    }

    boolean mayRest() {
        return !isMarket() && timeInForce != Order.TIF_IOC && timeInForce != Order.TIF_FOK;
    }

    boolean accepts(long price) {
        if (limit == null) {
            return true;
        }
        return buys ? price <= limit : price >= limit;
    }
}
