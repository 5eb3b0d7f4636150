package io.ringfence.gateway.stream;

import io.ringfence.engine.schema.CancelOrderDecoder;
import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.OrderAcceptedDecoder;
import io.ringfence.engine.schema.OrderCanceledDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.engine.schema.OrderReplacedDecoder;
import io.ringfence.engine.schema.OrderTriggeredDecoder;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.json.Enums;
import io.ringfence.gateway.json.StreamJson;
import io.ringfence.gateway.json.StreamJson.OrderChange;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.Fill;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderProjection;
import io.ringfence.gateway.record.OrderStatus;
import io.ringfence.gateway.record.OrderView;
import io.ringfence.gateway.record.RecordDecoder;
import org.jspecify.annotations.Nullable;

/** Events of the channels orders, executions and decisions. */
final class OrderEvents {
    private static final int UNKNOWN = -1;

    private final FirstRecords orders;
    private final RecordDecoder decoder;
    private final String mode;
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final OrderTriggeredDecoder triggered = new OrderTriggeredDecoder();
    private final OrderProjection projection;
    private int requestAccountId = UNKNOWN;
    private String requestId = "";

    OrderEvents(FirstRecords orders, RecordDecoder decoder, String mode) {
        this.orders = orders;
        this.decoder = decoder;
        this.mode = mode;
        projection = new OrderProjection(decoder);
    }

    /** The channel of a message; null when it is none of these. */
    static @Nullable Channel channel(int templateId) {
        return switch (templateId) {
            case OrderAcceptedDecoder.TEMPLATE_ID,
                    OrderRejectedDecoder.TEMPLATE_ID,
                    OrderCanceledDecoder.TEMPLATE_ID,
                    OrderReplacedDecoder.TEMPLATE_ID,
                    OrderTriggeredDecoder.TEMPLATE_ID,
                    CancelRejectedDecoder.TEMPLATE_ID -> Channel.ORDERS;
            case ExecutionDecoder.TEMPLATE_ID -> Channel.EXECUTIONS;
            case DecisionDecoder.TEMPLATE_ID -> Channel.DECISIONS;
            default -> null;
        };
    }

    void cancelCommand(CommitRecord record) {
        cancel.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        requestAccountId = cancel.accountId();
        requestId = decoder.cancelId(record);
    }

    void replaceCommand(CommitRecord record) {
        requestAccountId = decoder.replace(record).accountId();
        requestId = decoder.replacementId(record);
    }

    void otherCommand() {
        requestAccountId = UNKNOWN;
        requestId = "";
    }

    /** The event at the record's cursor. */
    StreamEvent event(CommitRecord record, int ordinal, Channel channel, Names names) {
        return switch (record.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> accepted(record, ordinal, names);
            case OrderRejectedDecoder.TEMPLATE_ID -> rejected(record, ordinal, names);
            case OrderCanceledDecoder.TEMPLATE_ID -> canceled(record, ordinal, names);
            case OrderReplacedDecoder.TEMPLATE_ID -> replaced(record, ordinal, names);
            case OrderTriggeredDecoder.TEMPLATE_ID -> triggered(record, ordinal, names);
            case CancelRejectedDecoder.TEMPLATE_ID -> cancelRejected(record, ordinal, names);
            case ExecutionDecoder.TEMPLATE_ID -> execution(record, ordinal, names);
            case DecisionDecoder.TEMPLATE_ID -> decision(record, ordinal, names);
            default -> throw new IllegalStateException("no event of " + channel + ": " + record.templateId());
        };
    }

    private StreamEvent accepted(CommitRecord record, int ordinal, Names names) {
        accepted.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        long quantityE8 = accepted.quantityE8();
        OrderView order = orders.get(accepted.orderId(), UNKNOWN, UNKNOWN);
        OrderChange change = new OrderChange("new", OrderStatus.NEW.text, quantityE8, 0, quantityE8, 0, null);
        return order(record, ordinal, "order_accepted", order, change, names);
    }

    private StreamEvent rejected(CommitRecord record, int ordinal, Names names) {
        OrderRejectedDecoder event = decoder.rejected(record);
        OrderView order = orders.get(event.orderId(), UNKNOWN, UNKNOWN);
        OrderChange change =
                new OrderChange("rejected", OrderStatus.REJECTED.text, order.quantityE8, 0, 0, event.code(), null);
        return order(record, ordinal, "order_rejected", order, change, names);
    }

    private StreamEvent canceled(CommitRecord record, int ordinal, Names names) {
        OrderCanceledDecoder event = decoder.canceled(record);
        OrderView order = orders.get(event.orderId(), event.accountId(), event.symbolId());
        OrderView after = new OrderView();
        projection.apply(record, after);
        String execType = after.status == OrderStatus.EXPIRED ? "expired" : "canceled";
        OrderChange change = new OrderChange(
                execType, after.status.text, Fixed.ABSENT, after.cumE8, 0, 0, Enums.cancelReason(after.cancelReason));
        return order(record, ordinal, "order_canceled", order, change, names);
    }

    private StreamEvent replaced(CommitRecord record, int ordinal, Names names) {
        replaced.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        OrderView order = orders.get(replaced.orderId(), requestAccountId, UNKNOWN);
        OrderView after = new OrderView();
        projection.apply(record, after);
        OrderChange change =
                new OrderChange("replaced", after.status.text, after.quantityE8, after.cumE8, after.leavesE8, 0, null);
        StreamJson.Head head = head(record, ordinal, Channel.ORDERS, "order_replaced");
        byte[] json = StreamJson.replaced(head, order, change, after, requestId, names);
        return event(head, ordinal, Channel.ORDERS, order.accountId, json, names);
    }

    private StreamEvent triggered(CommitRecord record, int ordinal, Names names) {
        triggered.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        OrderView order = orders.get(triggered.orderId(), triggered.accountId(), triggered.symbolId());
        OrderChange change = new OrderChange("triggered", null, Fixed.ABSENT, Fixed.ABSENT, Fixed.ABSENT, 0, null);
        return order(record, ordinal, "order_triggered", order, change, names);
    }

    /** Belongs to the account that asked, whoever's the order is. */
    private StreamEvent cancelRejected(CommitRecord record, int ordinal, Names names) {
        CancelRejectedDecoder event = decoder.cancelRejected(record);
        OrderView known = event.orderId() == 0 ? null : orders.get(event.orderId(), UNKNOWN, UNKNOWN);
        OrderView own = known != null && known.accountId == requestAccountId ? known : null;
        StreamJson.Head head = head(record, ordinal, Channel.ORDERS, "cancel_rejected");
        byte[] json = StreamJson.cancelRejected(
                head, requestAccountId, own, requestId, event.replace() != 0, event.code(), names);
        return event(head, ordinal, Channel.ORDERS, requestAccountId, json, names);
    }

    private StreamEvent execution(CommitRecord record, int ordinal, Names names) {
        Fill fill = Fill.of(record, decoder.execution(record));
        OrderView order = orders.get(fill.orderId(), fill.accountId(), fill.symbolId());
        StreamJson.Head head = head(record, ordinal, Channel.EXECUTIONS, "execution");
        byte[] json = StreamJson.execution(head, order, fill, names);
        return event(head, ordinal, Channel.EXECUTIONS, fill.accountId(), json, names);
    }

    private StreamEvent decision(CommitRecord record, int ordinal, Names names) {
        DecisionView decision = decoder.decision(record);
        OrderView order = orders.get(decision.orderId, requestAccountId, UNKNOWN);
        StreamJson.Head head = head(record, ordinal, Channel.DECISIONS, "decision");
        byte[] json = StreamJson.decision(head, order, decision, names);
        return event(head, ordinal, Channel.DECISIONS, order.accountId, json, names);
    }

    private StreamEvent order(
            CommitRecord record, int ordinal, String type, OrderView order, OrderChange change, Names names) {
        StreamJson.Head head = head(record, ordinal, Channel.ORDERS, type);
        byte[] json = StreamJson.order(head, order, change, names);
        return event(head, ordinal, Channel.ORDERS, order.accountId, json, names);
    }

    private StreamJson.Head head(CommitRecord record, int ordinal, Channel channel, String type) {
        return StreamEvent.head(record, ordinal, channel, type, mode);
    }

    private static StreamEvent event(
            StreamJson.Head head, int ordinal, Channel channel, int accountId, byte[] json, Names names) {
        return new StreamEvent(head.sequence(), ordinal, channel, head.type(), true, names.account(accountId), json);
    }
}
