package io.ringfence.gateway.follower;

import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.DuplicateOrderDecoder;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.OrderReplacedDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.engine.snapshot.SnapshotSink;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.Fill;
import io.ringfence.gateway.record.OrderProjection;
import io.ringfence.gateway.record.OrderView;
import io.ringfence.gateway.record.RecordDecoder;
import io.ringfence.gateway.snapshot.EntryReader;
import io.ringfence.gateway.snapshot.EntryWriter;
import io.ringfence.gateway.snapshot.OrderEntries;
import io.ringfence.gateway.snapshot.SnapshotPart;
import io.ringfence.journal.snapshot.SectionKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Orders and executions as their records tell them: all open orders, and the last so many ended ones and executions.
 * What is older is in the journal. Belongs to the follower's thread.
 */
public final class OrderHistory implements SnapshotPart {
    /** Which orders to list. */
    public enum Which {
        OPEN,
        CLOSED,
        ALL
    }

    /** Decisions on replaces that are remembered of one order; later ones are in the journal. */
    private static final int MOST_DECISIONS = 255;

    private record ClientKey(int accountId, String clientOrderId) {}

    private final int bound;
    private final TreeMap<Long, OrderView> open = new TreeMap<>();
    private final TreeMap<Long, OrderView> closed = new TreeMap<>();
    private final Map<ClientKey, Long> byClientOrderId = new HashMap<>();
    private final ArrayDeque<Fill> fills = new ArrayDeque<>();
    /** While a snapshot is read: the order that was read last. */
    private OrderView restored = new OrderView();

    private final RecordDecoder decoder = new RecordDecoder();
    private final OrderProjection projection = new OrderProjection(decoder);

    OrderHistory(int bound) {
        this.bound = bound;
    }

    @Override
    public int kind() {
        return SectionKind.ORDERS;
    }

    @Override
    public void write(SnapshotSink sink) {
        EntryWriter writer = new EntryWriter(sink, OrderEntries.VERSION);
        open.values().forEach(order -> write(writer, OrderEntries.OPEN, order));
        closed.values().forEach(order -> write(writer, OrderEntries.CLOSED, order));
        fills.forEach(fill -> OrderEntries.write(writer, fill));
        writer.finish();
    }

    private void write(EntryWriter writer, int tag, OrderView order) {
        OrderEntries.write(writer, tag, order, finds(order.clientOrderId, order));
        for (String former : order.formerClientOrderIds) {
            OrderEntries.writeFormer(writer, former, finds(former, order));
        }
        for (long decision : order.laterDecisions) {
            OrderEntries.writeDecision(writer, decision);
        }
    }

    private boolean finds(String clientOrderId, OrderView order) {
        Long found = byClientOrderId.get(new ClientKey(order.accountId, clientOrderId));
        return found != null && found == order.orderId;
    }

    @Override
    public void section(DirectBuffer buffer, int offset, int length) {
        EntryReader reader = new EntryReader(buffer, offset, length, OrderEntries.VERSION, "orders");
        while (reader.hasNext()) {
            int tag = reader.get8();
            switch (tag) {
                case OrderEntries.OPEN -> restore(reader, open);
                case OrderEntries.CLOSED -> restore(reader, closed);
                case OrderEntries.FORMER -> {
                    String former = reader.text();
                    restored.formerClientOrderIds.add(former);
                    restoreId(former, reader.get8() != 0);
                }
                case OrderEntries.DECISION -> restored.laterDecisions.add(reader.get64());
                case OrderEntries.FILL -> fills.addLast(OrderEntries.readFill(reader));
                default -> throw new SnapshotException("The snapshot holds an entry " + tag + " among orders");
            }
        }
    }

    private void restore(EntryReader reader, Map<Long, OrderView> target) {
        restored = new OrderView();
        boolean found = OrderEntries.read(reader, restored);
        target.put(restored.orderId, restored);
        restoreId(restored.clientOrderId, found);
    }

    private void restoreId(String clientOrderId, boolean found) {
        if (found) {
            byClientOrderId.put(new ClientKey(restored.accountId, clientOrderId), restored.orderId);
        }
    }

    @Override
    public void apply(CommitRecord record) {
        commandOf(record.rewind());
        String replacement =
                record.templateId() == ReplaceOrderDecoder.TEMPLATE_ID ? decoder.replacementId(record) : "";
        while (record.next()) {
            if (record.templateId() == DecisionDecoder.TEMPLATE_ID) {
                decide(decoder.decision(record));
            } else if (record.templateId() == DuplicateOrderDecoder.TEMPLATE_ID) {
                open.remove(record.sequence());
            } else {
                event(record, replacement);
            }
        }
    }

    private void commandOf(CommitRecord record) {
        if (record.templateId() == NewOrderDecoder.TEMPLATE_ID) {
            OrderView order = decoder.order(record);
            open.put(order.orderId, order);
        }
    }

    private void decide(DecisionView decision) {
        OrderView order = open.get(decision.sequence);
        if (order != null) {
            OrderProjection.decide(decision, order);
            return;
        }
        OrderView replaced = open.get(decision.orderId);
        if (replaced != null && replaced.laterDecisions.size() < MOST_DECISIONS) {
            replaced.laterDecisions.add(decision.sequence);
        }
    }

    private void event(CommitRecord record, String replacement) {
        OrderView order = open.get(OrderProjection.orderId(record));
        if (order == null) {
            return;
        }
        projection.apply(record, order);
        if (record.templateId() == ExecutionDecoder.TEMPLATE_ID) {
            remember(record);
        }
        if (record.templateId() == OrderReplacedDecoder.TEMPLATE_ID && !replacement.isEmpty()) {
            order.formerClientOrderIds.add(order.clientOrderId);
            order.clientOrderId = replacement;
        }
        index(order);
        if (!order.status.open) {
            open.remove(order.orderId);
            closed.put(order.orderId, order);
            evict();
        }
    }

    private void index(OrderView order) {
        if (order.clientOrderId.isEmpty()) {
            return;
        }
        ClientKey key = new ClientKey(order.accountId, order.clientOrderId);
        if (order.consumesId) {
            byClientOrderId.put(key, order.orderId);
        } else {
            byClientOrderId.putIfAbsent(key, order.orderId);
        }
    }

    private void remember(CommitRecord record) {
        fills.addLast(Fill.of(record, decoder.execution));
        if (fills.size() > bound) {
            fills.removeFirst();
        }
    }

    private void evict() {
        if (closed.size() > bound) {
            OrderView oldest = closed.pollFirstEntry().getValue();
            byClientOrderId.remove(new ClientKey(oldest.accountId, oldest.clientOrderId), oldest.orderId);
            for (String former : oldest.formerClientOrderIds) {
                byClientOrderId.remove(new ClientKey(oldest.accountId, former), oldest.orderId);
            }
        }
    }

    public int openCount() {
        return open.size();
    }

    public @Nullable OrderView find(long orderId) {
        OrderView order = open.get(orderId);
        return order != null ? order : closed.get(orderId);
    }

    public @Nullable OrderView find(int accountId, String clientOrderId) {
        Long orderId = byClientOrderId.get(new ClientKey(accountId, clientOrderId));
        return orderId == null ? null : find(orderId);
    }

    /** The newest matching orders with ids between the two, exclusive; newest first. */
    public List<OrderView> list(Which which, long after, long before, int limit, Predicate<OrderView> matches) {
        List<OrderView> result = new ArrayList<>();
        if (which != Which.CLOSED) {
            collect(open, after, before, limit, matches, result);
        }
        if (which != Which.OPEN) {
            collect(closed, after, before, limit, matches, result);
        }
        result.sort((a, b) -> Long.compare(b.orderId, a.orderId));
        return result.size() <= limit ? result : result.subList(0, limit);
    }

    private static void collect(
            NavigableMap<Long, OrderView> from,
            long after,
            long before,
            int limit,
            Predicate<OrderView> matches,
            List<OrderView> target) {
        int wanted = target.size() + limit;
        for (OrderView order :
                from.subMap(after, false, before, false).descendingMap().values()) {
            if (target.size() >= wanted) {
                return;
            }
            if (matches.test(order)) {
                target.add(order);
            }
        }
    }

    /** The oldest matching executions behind a sequence, oldest first; those of one command are never parted. */
    public List<Fill> fills(long afterSequence, int limit, Predicate<Fill> matches) {
        List<Fill> result = new ArrayList<>();
        for (Fill fill : fills) {
            boolean full = result.size() >= limit;
            if (full && fill.sequence() != result.get(result.size() - 1).sequence()) {
                break;
            }
            if (fill.sequence() > afterSequence && matches.test(fill)) {
                result.add(fill);
            }
        }
        return result;
    }
}
