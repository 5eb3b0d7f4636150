package io.ringfence.gateway.record;

import io.ringfence.engine.gates.ReadingsCodec;
import io.ringfence.engine.schema.CancelOrderDecoder;
import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.CommandRefusedDecoder;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.DuplicateOrderDecoder;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.OrderCanceledDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.engine.schema.QuarantineDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the message that a record stands on. Flyweights are reused, so one decoder belongs to one thread. */
public final class RecordDecoder {
    public final NewOrderDecoder newOrder = new NewOrderDecoder();
    public final ReplaceOrderDecoder replace = new ReplaceOrderDecoder();
    public final ExecutionDecoder execution = new ExecutionDecoder();
    public final OrderCanceledDecoder canceled = new OrderCanceledDecoder();
    public final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    public final CancelRejectedDecoder cancelRejected = new CancelRejectedDecoder();
    public final CommandRefusedDecoder refused = new CommandRefusedDecoder();
    public final DuplicateOrderDecoder duplicate = new DuplicateOrderDecoder();
    private final DecisionDecoder decision = new DecisionDecoder();
    private final UnsafeBuffer readings = new UnsafeBuffer(0, 0);

    public ExecutionDecoder execution(CommitRecord record) {
        return execution.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
    }

    public OrderCanceledDecoder canceled(CommitRecord record) {
        return canceled.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
    }

    public OrderRejectedDecoder rejected(CommitRecord record) {
        return rejected.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
    }

    public CancelRejectedDecoder cancelRejected(CommitRecord record) {
        return cancelRejected.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
    }

    public CommandRefusedDecoder refused(CommitRecord record) {
        return refused.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
    }

    public DuplicateOrderDecoder duplicate(CommitRecord record) {
        return duplicate.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
    }

    public NewOrderDecoder newOrder(CommitRecord record) {
        return newOrder.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
    }

    public ReplaceOrderDecoder replace(CommitRecord record) {
        return replace.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
    }

    public DecisionView decision(CommitRecord record) {
        decision.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
        DecisionView view = new DecisionView();
        view.sequence = record.sequence();
        view.orderId = decision.orderId();
        view.quantityE8 = decision.quantityE8();
        view.approvedE8 = decision.approvedE8();
        view.result = decision.result();
        view.code = decision.primaryCode();
        view.gate = decision.primaryGate();
        view.flags = decision.flags();
        view.gateBitmap = decision.gateBitmap();
        decision.wrapReadings(readings);
        if (readings.capacity() > 0) {
            ReadingsCodec.decode(readings, 0, view.quantityE8, view.readings);
        }
        return view;
    }

    /** The order that a NewOrder command asks for, before anything happened to it. */
    public OrderView order(CommitRecord record) {
        NewOrderDecoder command = newOrder(record);
        OrderView order = new OrderView();
        order.orderId = record.sequence();
        order.sequence = record.sequence();
        order.createdAtNanos = record.timestampNanos();
        order.updatedAtNanos = record.timestampNanos();
        order.accountId = command.accountId();
        order.symbolId = command.symbolId();
        order.strategyId = command.strategyId();
        order.side = command.side();
        order.type = command.orderType();
        order.timeInForce = command.timeInForce();
        order.flags = command.flags();
        order.requestedE8 = command.quantityE8();
        order.quantityE8 = command.quantityE8();
        order.limitPriceE8 = command.limitPriceE8();
        order.stopPriceE8 = command.stopPriceE8();
        order.minQuantityE8 = command.minQuantityE8();
        order.expireAtNanos = command.expireAtNanos();
        order.clientOrderId = text(record.buffer(), command.offset() + NewOrderDecoder.clientOrderIdEncodingOffset());
        return order;
    }

    /** The client order id of a replace; empty when it gave none. */
    public String replacementId(CommitRecord record) {
        ReplaceOrderDecoder command = replace(record);
        return text(record.buffer(), command.offset() + ReplaceOrderDecoder.clientOrderIdEncodingOffset());
    }

    /** The id that a quarantine command takes out of use or gives back. */
    public String quarantinedId(CommitRecord record) {
        return text(record.buffer(), record.bodyOffset() + QuarantineDecoder.clientOrderIdEncodingOffset());
    }

    /** The id that a cancel command carries for itself; empty when it has none. */
    public String cancelId(CommitRecord record) {
        return text(record.buffer(), record.bodyOffset() + CancelOrderDecoder.clientOrderIdEncodingOffset());
    }

    private static String text(DirectBuffer buffer, int offset) {
        int length = 0;
        while (length < NewOrderDecoder.clientOrderIdLength() && buffer.getByte(offset + length) != 0) {
            length++;
        }
        byte[] ascii = new byte[length];
        buffer.getBytes(offset, ascii);
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
