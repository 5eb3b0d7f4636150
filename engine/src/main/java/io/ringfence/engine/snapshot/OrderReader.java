package io.ringfence.engine.snapshot;

import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.snapshot.schema.ClientOrderIdSectionDecoder;
import io.ringfence.engine.snapshot.schema.MassCancelSectionDecoder;
import io.ringfence.engine.snapshot.schema.OrderSectionDecoder;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.MassCancelJob;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Reads what {@link OrderSections} wrote, and puts the orders back into their books once all of them are there. */
final class OrderReader {
    private final EngineState state;
    private final Execution execution;
    private final SectionIn in;
    private final byte[] text = new byte[ClientOrderIds.ID_LENGTH];
    private final UnsafeBuffer textView = new UnsafeBuffer(text);
    private final List<Order> orders = new ArrayList<>();
    private long lastOrderId;

    OrderReader(EngineState state, Execution execution, SectionIn in) {
        this.state = state;
        this.execution = execution;
        this.in = in;
    }

    /** Reads the section in hand; false when it is none of these. */
    boolean reads(int kind) {
        switch (kind) {
            case ClientOrderIdSectionDecoder.TEMPLATE_ID -> clientOrderIds();
            case OrderSectionDecoder.TEMPLATE_ID -> orders();
            case MassCancelSectionDecoder.TEMPLATE_ID -> massCancels();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void clientOrderIds() {
        ClientOrderIdSectionDecoder section = new ClientOrderIdSectionDecoder();
        ClientOrderIds ids = state.clientOrderIds;
        for (ClientOrderIdSectionDecoder.RowsDecoder row :
                section.wrapAndApplyHeader(in.buffer(), 0, in.header()).rows()) {
            row.getClientOrderId(text, 0);
            clearPadding();
            int slot = ids.restore(
                    row.accountId(), textView, 0, row.payload(), row.orderId(), row.sequence(), row.atNanos());
            ids.setOpen(slot, Flag.of(row.open()));
        }
    }

    /** Whatever stands behind a word of zeros is not part of an id: neither its hash nor its comparison gets there. */
    private void clearPadding() {
        for (int at = Long.BYTES; at < text.length - Integer.BYTES; at += Long.BYTES) {
            if (textView.getLong(at) == 0) {
                Arrays.fill(text, at, text.length, (byte) 0);
                return;
            }
        }
    }

    private void orders() {
        OrderSectionDecoder section = new OrderSectionDecoder();
        for (OrderSectionDecoder.RowsDecoder row :
                section.wrapAndApplyHeader(in.buffer(), 0, in.header()).rows()) {
            Order order = state.orders.take();
            fill(order, row);
            bind(order);
            execution.restore(order);
            orders.add(order);
        }
    }

    private static void fill(Order order, OrderSectionDecoder.RowsDecoder row) {
        order.orderId = row.orderId();
        order.accountId = row.accountId();
        order.symbolId = row.symbolId();
        order.strategyId = row.strategyId();
        order.sessionId = row.sessionId();
        order.side = row.side();
        order.type = row.orderType();
        order.timeInForce = row.timeInForce();
        order.smpMode = row.smpMode();
        order.triggered = Flag.of(row.triggered());
        order.flags = row.flags();
        order.smpId = row.smpId();
        order.requestedQuantityE8 = row.requestedQuantityE8();
        order.quantityE8 = row.quantityE8();
        order.cumE8 = row.cumE8();
        order.leavesE8 = row.leavesE8();
        order.filledNotionalE8 = row.filledNotionalE8();
        order.limitPriceE8 = row.limitPriceE8();
        order.stopPriceE8 = row.stopPriceE8();
        order.minQuantityE8 = row.minQuantityE8();
        order.expireAtNanos = row.expireAtNanos();
        order.queueAheadE8 = row.queueAheadE8();
        order.arrival = row.arrival();
        order.clientOrderIdSlot = ClientOrderIds.NONE;
    }

    /** Finds what an order refers to; an order without it would be a reservation that nobody ever gives back. */
    private void bind(Order order) {
        if (order.orderId <= lastOrderId || order.orderId > state.sequence) {
            throw new SnapshotException("order " + order.orderId + " of the snapshot is out of place");
        }
        lastOrderId = order.orderId;
        if (!state.hasAccount(order.accountId) || !state.instruments.has(order.symbolId)) {
            throw new SnapshotException("order " + order.orderId + " names an account or instrument that is not there");
        }
        order.position =
                position(order, state.account(order.accountId).positions().find(order.symbolId));
        Strategy strategy = state.strategy(order.strategyId);
        if (strategy != null) {
            order.strategyPosition = position(order, strategy.positions.find(order.symbolId));
        }
    }

    private static Position position(Order order, @Nullable Position position) {
        if (position == null) {
            throw new SnapshotException("order " + order.orderId + " of the snapshot has no position");
        }
        return position;
    }

    private void massCancels() {
        MassCancelSectionDecoder section = new MassCancelSectionDecoder();
        for (MassCancelSectionDecoder.RowsDecoder row :
                section.wrapAndApplyHeader(in.buffer(), 0, in.header()).rows()) {
            MassCancelJob job = new MassCancelJob(
                    row.requestSequence(),
                    row.accountId(),
                    row.symbolId(),
                    row.strategyId(),
                    row.side(),
                    row.sessionId(),
                    row.reason());
            job.nextAccount = row.nextAccount();
            job.canceled = row.canceled();
            state.massCancels.add(job);
        }
    }

    /** Into their books by arrival, which is their time priority; then each gets the client order id that names it. */
    void placeAll() {
        orders.sort(Comparator.comparingLong(order -> order.arrival));
        for (Order order : orders) {
            if (!execution.restoreInBook(order)) {
                throw new SnapshotException("order " + order.orderId + " of the snapshot has no place in its book");
            }
        }
        ClientOrderIds ids = state.clientOrderIds;
        for (int slot = ids.oldest(); slot != ClientOrderIds.NONE; slot = ids.younger(slot)) {
            if (ids.isOpen(slot) && ids.orderId(slot) > 0) {
                name(slot, state.orders.find(ids.orderId(slot)));
            }
        }
    }

    private void name(int slot, @Nullable Order order) {
        boolean fits = order != null
                && order.clientOrderIdSlot == ClientOrderIds.NONE
                && order.accountId == state.clientOrderIds.accountId(slot);
        if (order == null || !fits) {
            throw new SnapshotException("a client order id of the snapshot names order "
                    + state.clientOrderIds.orderId(slot) + ", which is not there or has another");
        }
        order.clientOrderIdSlot = slot;
    }
}
