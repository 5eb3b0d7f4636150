package io.ringfence.gateway.record;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.OrderAcceptedDecoder;
import io.ringfence.engine.schema.OrderCanceledDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.engine.schema.OrderReplacedDecoder;
import io.ringfence.engine.state.Order;

/**
 * What each event does to an order's view. The answer to a request and the list of orders both go through here, so they
 * can not tell different stories. Belongs to one thread.
 */
public final class OrderProjection {
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final RecordDecoder decoder;

    public OrderProjection(RecordDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * The order that the event at the record's cursor is about, or 0 when it is about none. Decisions are not counted:
     * a refused replace leaves its order as it was.
     */
    public static long orderId(CommitRecord record) {
        return switch (record.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID,
                    OrderRejectedDecoder.TEMPLATE_ID,
                    ExecutionDecoder.TEMPLATE_ID,
                    OrderCanceledDecoder.TEMPLATE_ID,
                    OrderReplacedDecoder.TEMPLATE_ID,
                    io.ringfence.engine.schema.OrderTriggeredDecoder.TEMPLATE_ID ->
                record.buffer().getLong(record.bodyOffset(), java.nio.ByteOrder.LITTLE_ENDIAN);
            default -> 0;
        };
    }

    /** Applies the event at the record's cursor to the order that it is about. */
    public void apply(CommitRecord record, OrderView order) {
        order.updatedAtNanos = record.timestampNanos();
        order.sequence = record.sequence();
        switch (record.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> accept(record, order);
            case OrderRejectedDecoder.TEMPLATE_ID -> reject(record, order);
            case ExecutionDecoder.TEMPLATE_ID -> execute(record, order);
            case OrderCanceledDecoder.TEMPLATE_ID -> cancel(record, order);
            case OrderReplacedDecoder.TEMPLATE_ID -> replace(record, order);
            default -> order.triggered = true;
        }
    }

    /** Applies the decision on a new order. */
    public static void decide(DecisionView decision, OrderView order) {
        order.decisionResult = (byte) decision.result;
        order.decisionCode = decision.code;
        order.decisionGate = decision.gate;
        order.approvedE8 = decision.approvedE8;
    }

    private void accept(CommitRecord record, OrderView order) {
        accepted.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        order.quantityE8 = accepted.quantityE8();
        order.leavesE8 = order.quantityE8;
        order.status = OrderStatus.NEW;
        if (order.timeInForce < 0) {
            order.timeInForce = Order.TIF_DAY;
        }
    }

    private void reject(CommitRecord record, OrderView order) {
        OrderRejectedDecoder event = decoder.rejected(record);
        order.status = OrderStatus.REJECTED;
        order.rejectCode = event.code();
        order.consumesId = event.consumesId() != 0;
        order.leavesE8 = 0;
    }

    private void execute(CommitRecord record, OrderView order) {
        ExecutionDecoder event = decoder.execution(record);
        order.addFill(event.priceE8(), event.quantityE8());
        order.cumE8 = event.cumE8();
        order.leavesE8 = event.leavesE8();
        order.status = order.leavesE8 == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
    }

    private void cancel(CommitRecord record, OrderView order) {
        OrderCanceledDecoder event = decoder.canceled(record);
        order.cancelReason = event.reason();
        order.cumE8 = event.cumE8();
        order.leavesE8 = 0;
        order.status = order.cancelReason == VenueEvents.CANCELED_EXPIRED ? OrderStatus.EXPIRED : OrderStatus.CANCELED;
    }

    private void replace(CommitRecord record, OrderView order) {
        replaced.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        order.quantityE8 = replaced.quantityE8();
        order.limitPriceE8 = replaced.limitPriceE8();
        order.stopPriceE8 = replaced.stopPriceE8();
        order.cumE8 = replaced.cumE8();
        order.leavesE8 = replaced.leavesE8();
        order.expireAtNanos = replaced.expireAtNanos();
        order.timeInForce = replaced.timeInForce();
        order.status = order.leavesE8 == 0
                ? OrderStatus.FILLED
                : order.cumE8 > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
    }
}
