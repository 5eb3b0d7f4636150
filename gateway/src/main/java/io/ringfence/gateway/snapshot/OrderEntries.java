package io.ringfence.gateway.snapshot;

import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.gateway.record.Fill;
import io.ringfence.gateway.record.OrderStatus;
import io.ringfence.gateway.record.OrderView;

/** How orders and executions look in a snapshot. */
public final class OrderEntries {
    public static final int VERSION = 2;
    public static final int OPEN = 1;
    public static final int CLOSED = 2;
    /** A client order id that a replace of the order before has superseded. */
    public static final int FORMER = 3;

    public static final int FILL = 4;
    /** A decision on a replace of the order before. */
    public static final int DECISION = 5;

    private static final int MAX_TEXT = 2 + 256;
    private static final int MAX_ORDER = 200 + MAX_TEXT;
    private static final int MAX_FILL = 128;

    private OrderEntries() {}

    /**
     * Writes an order.
     *
     * @param found whether a query by its client order id finds it
     */
    public static void write(EntryWriter to, int tag, OrderView order, boolean found) {
        to.entry(tag, MAX_ORDER).put64(order.orderId).put32(order.accountId).put32(order.symbolId);
        to.put32(order.strategyId).text(order.clientOrderId).put8(found ? 1 : 0);
        to.put8(order.side).put8(order.type).put8(order.timeInForce).put32(order.flags);
        to.put64(order.requestedE8).put64(order.quantityE8).put64(order.cumE8).put64(order.leavesE8);
        to.put64(order.limitPriceE8).put64(order.stopPriceE8).put64(order.minQuantityE8);
        to.put64(order.expireAtNanos).put8(order.triggered ? 1 : 0).put8(order.status.number);
        to.put32(order.rejectCode).put8(order.consumesId ? 1 : 0).put8(order.cancelReason);
        to.put8(order.decisionResult).put32(order.decisionCode).put32(order.decisionGate);
        to.put64(order.approvedE8).put64(order.createdAtNanos).put64(order.updatedAtNanos);
        to.put64(order.sequence).put64(order.notionalHigh()).put64(order.notionalLow());
    }

    /** The order alone; whether it is found comes with it. */
    public static boolean read(EntryReader from, OrderView order) {
        order.orderId = from.get64();
        order.accountId = from.get32();
        order.symbolId = from.get32();
        order.strategyId = from.get32();
        order.clientOrderId = from.text();
        boolean found = from.get8() != 0;
        order.side = (byte) from.get8();
        order.type = (byte) from.get8();
        order.timeInForce = (byte) from.get8();
        order.flags = from.get32();
        order.requestedE8 = from.get64();
        order.quantityE8 = from.get64();
        order.cumE8 = from.get64();
        order.leavesE8 = from.get64();
        order.limitPriceE8 = from.get64();
        order.stopPriceE8 = from.get64();
        order.minQuantityE8 = from.get64();
        order.expireAtNanos = from.get64();
        order.triggered = from.get8() != 0;
        order.status = status(from.get8());
        order.rejectCode = from.get32();
        order.consumesId = from.get8() != 0;
        order.cancelReason = (byte) from.get8();
        order.decisionResult = (byte) from.get8();
        order.decisionCode = from.get32();
        order.decisionGate = from.get32();
        order.approvedE8 = from.get64();
        order.createdAtNanos = from.get64();
        order.updatedAtNanos = from.get64();
        order.sequence = from.get64();
        order.notional(from.get64(), from.get64());
        return found;
    }

    private static OrderStatus status(int number) {
        OrderStatus status = OrderStatus.of(number);
        if (status == null) {
            throw new SnapshotException("The snapshot holds an order of status " + number + ", which is none");
        }
        return status;
    }

    public static void writeFormer(EntryWriter to, String clientOrderId, boolean found) {
        to.entry(FORMER, 1 + MAX_TEXT).text(clientOrderId).put8(found ? 1 : 0);
    }

    public static void writeDecision(EntryWriter to, long sequence) {
        to.entry(DECISION, Long.BYTES).put64(sequence);
    }

    public static void write(EntryWriter to, Fill fill) {
        to.entry(FILL, MAX_FILL)
                .put64(fill.sequence())
                .put32(fill.ordinal())
                .put64(fill.timestampNanos())
                .put64(fill.orderId())
                .put32(fill.accountId())
                .put32(fill.symbolId())
                .put8(fill.side())
                .put8(fill.liquidity())
                .put64(fill.priceE8())
                .put64(fill.quantityE8())
                .put64(fill.cumE8())
                .put64(fill.leavesE8())
                .put64(fill.feeE8());
    }

    public static Fill readFill(EntryReader from) {
        return new Fill(
                from.get64(),
                from.get32(),
                from.get64(),
                from.get64(),
                from.get32(),
                from.get32(),
                (byte) from.get8(),
                (byte) from.get8(),
                from.get64(),
                from.get64(),
                from.get64(),
                from.get64(),
                from.get64());
    }
}
