package io.ringfence.engine.execution.book;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.execution.book.NaiveBook.Event;
import io.ringfence.engine.state.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes events down and recycles orders as early as {@link VenueEvents} allows: within the event that ends them, or for
 * the incoming order when the entry point has returned. Recycled orders are filled with nonsense, so that a book which
 * still looks at one goes wrong at once.
 */
final class RecyclingLog implements VenueEvents {
    private static final Order NOWHERE = new Order();

    final List<Event> events = new ArrayList<>();
    private final NavigableMap<Long, Order> live = new TreeMap<>();
    private @Nullable Order incoming;

    /** Before an entry point of the book; the order is the one it is given, if it still owns it at the end. */
    void begin(@Nullable Order order) {
        incoming = order;
        if (order != null) {
            live.put(order.orderId, order);
        }
    }

    void end() {
        Order order = incoming;
        incoming = null;
        if (order != null && order.leavesE8 == 0) {
            recycle(order);
        }
    }

    Map<Long, Order> live() {
        return live;
    }

    boolean isLive(Order order) {
        return live.get(order.orderId) == order;
    }

    /** Any live order; which one depends on the random number only. */
    @Nullable
    Order anyLive(Random random) {
        if (live.isEmpty()) {
            return null;
        }
        long lowest = live.firstKey();
        long from = lowest + (long) (random.nextDouble() * (live.lastKey() - lowest + 1));
        return Objects.requireNonNull(live.ceilingEntry(from)).getValue();
    }

    @Override
    public void onTrade(@Nullable Order maker, @Nullable Order taker, long priceE8, long quantityE8) {
        Objects.requireNonNull(maker);
        Objects.requireNonNull(taker);
        events.add(Event.trade(maker.orderId, taker.orderId, priceE8, quantityE8));
        checkQuantities(maker);
        checkQuantities(taker);
        recycleIfEnded(maker);
        recycleIfEnded(taker);
    }

    @Override
    public void onCanceled(Order order, byte reason) {
        events.add(Event.canceled(order.orderId, reason, order.cumE8));
        recycleIfEnded(order);
    }

    @Override
    public void onTriggered(Order order) {
        events.add(Event.triggered(order.orderId));
    }

    @Override
    public void onReplaced(Order order) {
        events.add(Event.replaced(order.orderId, order.quantityE8, order.leavesE8));
    }

    private static void checkQuantities(Order order) {
        if (order.cumE8 + order.leavesE8 != order.quantityE8) {
            throw new AssertionError("cum " + order.cumE8 + " leaves " + order.leavesE8 + " of " + order.quantityE8);
        }
    }

    private void recycleIfEnded(Order order) {
        if (order.leavesE8 == 0 && order != incoming) {
            recycle(order);
        }
    }

    private void recycle(Order order) {
        if (order.level != null || order.prevInLevel != null || order.nextInLevel != null) {
            throw new AssertionError("ended while still linked: " + order.orderId);
        }
        live.remove(order.orderId);
        order.orderId = -1;
        order.type = -1;
        order.side = -1;
        order.leavesE8 = -1;
        order.cumE8 = -1;
        order.quantityE8 = -1;
        order.limitPriceE8 = -1;
        order.prevInLevel = NOWHERE;
        order.nextInLevel = NOWHERE;
    }
}
