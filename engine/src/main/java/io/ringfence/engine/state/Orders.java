package io.ringfence.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The open orders by order id, and the pool from which orders come and to which they return. Every order keeps its slot for
 * life. Order ids count up, so the youngest orders are neighbours in the index.
 */
public final class Orders {
    private final SlotIndex index;
    private Order[] all;
    private int made;
    private int open;
    private @Nullable Order free;

    public Orders(int initialCapacity) {
        index = new SlotIndex(initialCapacity);
        all = new Order[Math.max(16, initialCapacity)];
        for (int i = 0; i < initialCapacity; i++) {
            giveBack(make());
        }
    }

    private Order make() {
        if (made == all.length) {
            all = Arrays.copyOf(all, Math.multiplyExact(made, 2));
        }
        Order order = new Order();
        order.poolSlot = made;
        all[made++] = order;
        return order;
    }

    /** Room for so many open orders in all, so that adding them one by one need not make it. */
    public void reserve(int orders) {
        index.reserve(orders);
        while (made < orders) {
            giveBack(make());
        }
    }

    public int openCount() {
        return open;
    }

    public @Nullable Order find(long orderId) {
        int tag = (int) orderId;
        int place = index.first(tag);
        for (long entry = index.at(place); entry != 0; entry = index.at(place)) {
            if (SlotIndex.hasTag(entry, tag)) {
                Order order = all[SlotIndex.slot(entry)];
                if (order.orderId == orderId) {
                    return order;
                }
            }
            place = index.next(place);
        }
        return null;
    }

    /** A blank order from the pool. */
    public Order take() {
        Order order = free;
        if (order == null) {
            return make();
        }
        free = order.nextInLevel;
        order.nextInLevel = null;
        return order;
    }

    public void add(Order order) {
        index.add((int) order.orderId, order.poolSlot);
        open++;
    }

    /** Forgets a terminal order and gives it back to the pool; one that was never added, too. */
    public void release(Order order) {
        if (index.remove((int) order.orderId, order.poolSlot)) {
            open--;
        }
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
