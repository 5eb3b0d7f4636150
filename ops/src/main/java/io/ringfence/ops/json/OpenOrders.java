package io.ringfence.ops.json;

import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Whose the open orders are, so that an event that only has the order's number can be told in full. */
final class OpenOrders {
    /** What every line about an order repeats. */
    static final class Entry {
        final long orderId;
        final int accountId;
        final int symbolId;
        final int strategyId;
        final int side;
        String clientOrderId;

        Entry(long orderId, int accountId, int symbolId, int strategyId, int side, String clientOrderId) {
            this.orderId = orderId;
            this.accountId = accountId;
            this.symbolId = symbolId;
            this.strategyId = strategyId;
            this.side = side;
            this.clientOrderId = clientOrderId;
        }
    }

    private final Long2ObjectHashMap<Entry> byId = new Long2ObjectHashMap<>();

    void add(Entry entry) {
        byId.put(entry.orderId, entry);
    }

    @Nullable
    Entry find(long orderId) {
        return byId.get(orderId);
    }

    void remove(long orderId) {
        byId.remove(orderId);
    }
}
