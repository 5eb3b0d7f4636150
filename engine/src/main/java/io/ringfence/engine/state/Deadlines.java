package io.ringfence.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Orders that end by themselves (GTD, DAY) in a binary heap by (expireAtNanos, orderId), so that what is due fires in a
 * fixed order. An order knows its place in the heap, so that leaving early costs no search.
 */
public final class Deadlines {
    private Order[] heap = new Order[64];
    private int size;

    public void add(Order order) {
        heap = size == heap.length ? Arrays.copyOf(heap, size * 2) : heap;
        place(order, size++);
        up(order.heapIndex);
    }

    @SuppressWarnings("NullAway") // slots at and behind size are never read
    public void remove(Order order) {
        int at = order.heapIndex;
        if (at < 0) {
            return;
        }
        order.heapIndex = -1;
        Order last = heap[--size];
        heap[size] = null;
        if (last != order) {
            place(last, at);
            up(at);
            down(last.heapIndex);
        }
    }

    /** The earliest order whose deadline is at or before the stamp, or null. */
    public @Nullable Order due(long atNanos) {
        return size > 0 && heap[0].expireAtNanos <= atNanos ? heap[0] : null;
    }

    private void place(Order order, int at) {
        heap[at] = order;
        order.heapIndex = at;
    }

    private static boolean before(Order a, Order b) {
        return a.expireAtNanos < b.expireAtNanos || (a.expireAtNanos == b.expireAtNanos && a.orderId < b.orderId);
    }

    private void up(int from) {
        Order order = heap[from];
        int at = from;
        while (at > 0 && before(order, heap[(at - 1) >>> 1])) {
            int parent = (at - 1) >>> 1;
            place(heap[parent], at);
            at = parent;
        }
        place(order, at);
    }

    private void down(int from) {
        Order order = heap[from];
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], order)) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(order, at);
    }
}
