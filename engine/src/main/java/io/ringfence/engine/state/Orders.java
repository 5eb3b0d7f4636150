package io.ringfence.engine.state;

import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The open orders by order id, and the pool from which orders come and to which they return. */
public final class Orders {
    private final Long2ObjectHashMap<Order> open;
    private @Nullable Order free;

    public Orders(int initialCapacity) {
        open = new Long2ObjectHashMap<>(Math.max(16, initialCapacity), 0.6f, true);
        for (int i = 0; i < initialCapacity; i++) {
            giveBack(new Order());
        }
    }

    public int openCount() {
        return open.size();
    }

    public @Nullable Order find(long orderId) {
        return open.get(orderId);
    }

    /** A blank order from the pool. */
    public Order take() {
        Order order = free;
        if (order == null) {
            return new Order();
        }
        free = order.nextInLevel;
        order.nextInLevel = null;
        return order;
    }

    public void add(Order order) {
        open.put(order.orderId, order);
    }

    /** Forgets a terminal order and gives it back to the pool. */
    public void release(Order order) {
        open.remove(order.orderId);
        order.position = null;
        order.strategyPosition = null;
        order.level = null;
        order.prevInLevel = null;
        order.triggered = false;
        order.queueAheadE8 = 0;
        order.heapIndex = -1;
        giveBack(order);
    }

    private void giveBack(Order order) {
        order.nextInLevel = free;
        free = order;
    }
}
