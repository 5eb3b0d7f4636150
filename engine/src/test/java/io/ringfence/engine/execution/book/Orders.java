package io.ringfence.engine.execution.book;

import io.ringfence.engine.state.Order;

/** Orders for tests, in whole units. */
final class Orders {
    static final long E8 = 100_000_000L;

    private Orders() {}

    static Order limit(long orderId, byte side, long price, long quantity) {
        Order order = order(orderId, Order.TYPE_LIMIT, side, quantity);
        order.limitPriceE8 = price * E8;
        return order;
    }

    static Order buy(long orderId, long price, long quantity) {
        return limit(orderId, Order.BUY, price, quantity);
    }

    static Order sell(long orderId, long price, long quantity) {
        return limit(orderId, Order.SELL, price, quantity);
    }

    static Order market(long orderId, byte side, long quantity) {
        Order order = order(orderId, Order.TYPE_MARKET, side, quantity);
        order.timeInForce = Order.TIF_DAY;
        return order;
    }

    static Order stop(long orderId, byte side, long stopPrice, long quantity) {
        Order order = order(orderId, Order.TYPE_STOP, side, quantity);
        order.stopPriceE8 = stopPrice * E8;
        return order;
    }

    static Order stopLimit(long orderId, byte side, long stopPrice, long limitPrice, long quantity) {
        Order order = order(orderId, Order.TYPE_STOP_LIMIT, side, quantity);
        order.stopPriceE8 = stopPrice * E8;
        order.limitPriceE8 = limitPrice * E8;
        return order;
    }

    static Order with(Order order, byte timeInForce) {
        order.timeInForce = timeInForce;
        return order;
    }

    static Order postOnly(Order order) {
        order.flags |= Order.FLAG_POST_ONLY;
        return order;
    }

    static Order minimum(Order order, long quantity) {
        order.minQuantityE8 = quantity * E8;
        return order;
    }

    /** With an owner for self-match prevention; order ids are owners otherwise, so that no two orders are "own". */
    static Order ownedBy(Order order, long owner, byte smpMode) {
        order.smpId = owner;
        order.smpMode = smpMode;
        return order;
    }

    private static Order order(long orderId, byte type, byte side, long quantity) {
        Order order = new Order();
        order.orderId = orderId;
        order.type = type;
        order.side = side;
        order.timeInForce = Order.TIF_GTC;
        order.smpId = -orderId;
        order.requestedQuantityE8 = quantity * E8;
        order.quantityE8 = quantity * E8;
        order.leavesE8 = quantity * E8;
        order.limitPriceE8 = BookSide.NO_PRICE;
        order.stopPriceE8 = BookSide.NO_PRICE;
        order.expireAtNanos = Long.MAX_VALUE;
        return order;
    }
}
