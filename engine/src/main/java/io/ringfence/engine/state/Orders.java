package io.ringfence.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The open orders by order id, and the pool from which orders come and to which they return. Every order keeps its slot for
 * life.
 */
public final class Orders {
    /** 2^64 over the golden ratio: successive multiples are spread evenly. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

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
        int tag = tag(orderId);
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

    /** Ids count up: as they are, old orders that rest side by side would be one long run in the way of new ones. */
    private static int tag(long orderId) {
        return (int) ((orderId * SPREAD) >>> 32);
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
        index.add(tag(order.orderId), order.poolSlot);
        open++;
    }

    /** Forgets a terminal order and gives it back to the pool; one that was never added, too. */
    public void release(Order order) {
        if (index.remove(tag(order.orderId), order.poolSlot)) {
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
