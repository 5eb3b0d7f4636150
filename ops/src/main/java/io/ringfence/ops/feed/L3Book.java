package io.ringfence.ops.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An order-by-order book, rebuilt: orders by their number, and the size of each price. */
final class L3Book {
    private record Resting(boolean buy, long priceE8, long quantityE8) {}

    private final Map<Long, Resting> orders = new HashMap<>();
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    /** Adds a new resting order; false when the number is taken. */
    boolean add(long orderId, boolean buy, long priceE8, long quantityE8) {
        if (orders.putIfAbsent(orderId, new Resting(buy, priceE8, quantityE8)) != null) {
            return false;
        }
        side(buy).merge(priceE8, quantityE8, Long::sum);
        return true;
    }

    /** Takes a quantity off a resting order; false when there is no such order with so much left. */
    boolean take(long orderId, long quantityE8) {
        Resting order = orders.get(orderId);
        if (order == null || order.quantityE8 < quantityE8) {
            return false;
        }
        if (order.quantityE8 == quantityE8) {
            orders.remove(orderId);
        } else {
            orders.put(orderId, new Resting(order.buy, order.priceE8, order.quantityE8 - quantityE8));
        }
        side(order.buy).computeIfPresent(order.priceE8, (price, size) -> size == quantityE8 ? null : size - quantityE8);
        return true;
    }

    private Map<Long, Long> side(boolean buy) {
        return buy ? bids : asks;
    }

    Map.@Nullable Entry<Long, Long> bestBid() {
        return bids.lastEntry();
    }

    Map.@Nullable Entry<Long, Long> bestAsk() {
        return asks.firstEntry();
    }

    /** Only within a call auction: orders pile up until it is held. */
    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.lastKey() >= asks.firstKey();
    }
}
