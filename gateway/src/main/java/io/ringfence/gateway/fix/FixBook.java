package io.ringfence.gateway.fix;

import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.OrderProjection;
import io.ringfence.gateway.record.OrderView;
import io.ringfence.gateway.record.RecordDecoder;
import io.ringfence.gateway.snapshot.EntryWriter;
import io.ringfence.gateway.snapshot.OrderEntries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All open orders and the last so many ended ones, by order id and by every client order id that ever named them. Belongs
 * to the thread that reads the records.
 */
final class FixBook {
    private record Key(int accountId, String clOrdId) {}

    private final int bound;
    private final TreeMap<Long, FixOrder> open = new TreeMap<>();
    private final TreeMap<Long, FixOrder> ended = new TreeMap<>();
    private final Map<Key, Long> byClOrdId = new HashMap<>();
    private final OrderProjection projection;

    FixBook(int bound, RecordDecoder decoder) {
        this.bound = bound;
        projection = new OrderProjection(decoder);
    }

    /** A new order, before anything happened to it. Its client order id is taken only by {@link #name}. */
    void add(FixOrder order) {
        open.put(order.view.orderId, order);
    }

    /** From now on this client order id names the order. */
    void name(FixOrder order, String clOrdId) {
        if (!clOrdId.isEmpty()) {
            byClOrdId.put(new Key(order.view.accountId, clOrdId), order.view.orderId);
        }
    }

    /** Lets the event at the record's cursor happen to its order. */
    void apply(CommitRecord record, FixOrder order) {
        projection.apply(record, order.view);
    }

    /** The last accepted id of a replaced order becomes a former one. */
    void rename(FixOrder order, String clOrdId) {
        order.view.formerClientOrderIds.add(order.view.clientOrderId);
        order.view.clientOrderId = clOrdId;
        name(order, clOrdId);
    }

    /** To be called behind every record's events: what has ended moves over, and the oldest are forgotten. */
    void settle(FixOrder order) {
        if (order.view.status.open || open.remove(order.view.orderId) == null) {
            return;
        }
        ended.put(order.view.orderId, order);
        if (ended.size() > bound) {
            FixOrder oldest = ended.pollFirstEntry().getValue();
            forget(oldest, oldest.view.clientOrderId);
            oldest.view.formerClientOrderIds.forEach(id -> forget(oldest, id));
        }
    }

    /** An order that is none, because its client order id was known. */
    void drop(long orderId) {
        open.remove(orderId);
    }

    private void forget(FixOrder order, String clOrdId) {
        byClOrdId.remove(new Key(order.view.accountId, clOrdId), order.view.orderId);
    }

    @Nullable
    FixOrder find(long orderId) {
        FixOrder order = open.get(orderId);
        return order != null ? order : ended.get(orderId);
    }

    @Nullable
    FixOrder find(int accountId, String clOrdId) {
        Long orderId = byClOrdId.get(new Key(accountId, clOrdId));
        return orderId == null ? null : find(orderId);
    }

    /** Writes all orders down, each with what only FIX knows of it. */
    void write(EntryWriter writer) {
        open.values().forEach(order -> write(writer, OrderEntries.OPEN, order));
        ended.values().forEach(order -> write(writer, OrderEntries.CLOSED, order));
    }

    private void write(EntryWriter writer, int tag, FixOrder order) {
        OrderView view = order.view;
        OrderEntries.write(writer, tag, view, names(view.clientOrderId, view));
        ReportEntries.origin(writer, order);
        for (String former : view.formerClientOrderIds) {
            OrderEntries.writeFormer(writer, former, names(former, view));
        }
    }

    private boolean names(String clOrdId, OrderView view) {
        Long orderId = byClOrdId.get(new Key(view.accountId, clOrdId));
        return orderId != null && orderId == view.orderId;
    }

    /** Takes back an order; what else it has comes behind it. */
    void restore(FixOrder order, boolean isOpen, boolean isNamed) {
        (isOpen ? open : ended).put(order.view.orderId, order);
        restoreName(order, order.view.clientOrderId, isNamed);
    }

    void restoreName(FixOrder order, String clOrdId, boolean isNamed) {
        if (isNamed) {
            name(order, clOrdId);
        }
    }

    /** Open orders, oldest first. */
    List<FixOrder> open() {
        return new ArrayList<>(open.values());
    }
}
