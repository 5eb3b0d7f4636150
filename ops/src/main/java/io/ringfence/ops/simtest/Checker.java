package io.ringfence.ops.simtest;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.schema.*;
import io.ringfence.ops.json.MessageNames;
import io.ringfence.ops.simtest.model.NaiveCore;
import io.ringfence.ops.simtest.model.Recorded;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Judges the one history that survives, command by command: nothing invented, nothing twice, no order filled beyond what
 * eight gates approved, and every decision and fill as the naive model has it.
 */
final class Checker {
    private static final class Sent {
        final byte[] bytes;
        int delivered;
        int executed;

        Sent(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private static final class Approved {
        long total;
        long filled;
        long increment;
    }

    private final Map<Long, Sent> sent = new HashMap<>();
    private final Map<Long, Approved> orders = new HashMap<>();
    private final Map<String, Long> acceptedIds = new HashMap<>();
    private final boolean idsExpire;
    private final Coverage coverage;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final @Nullable NaiveCore model;
    private long sequence;

    Checker(boolean idsExpire, Coverage coverage, @Nullable NaiveCore model) {
        this.idsExpire = idsExpire;
        this.coverage = coverage;
        this.model = model;
    }

    void delivered(Message message) {
        sent.computeIfAbsent(message.id(), id -> new Sent(message.bytes())).delivered++;
    }

    long sequence() {
        return sequence;
    }

    void accept(List<byte[]> fragments) {
        Recorded record = Recorded.of(fragments);
        sequence++;
        require(record.sequence() == sequence, record, "sequence expected " + sequence);
        coverage.count("command: " + MessageNames.of(record.template()));
        coverage.count("record: fragments", fragments.size() > 1 ? fragments.size() : 0);
        checkOrigin(record);
        long accepted = 0;
        for (DirectBuffer event : record.events()) {
            coverage.count("event: " + MessageNames.of(Recorded.template(event)));
            accepted = Math.max(accepted, check(record, event));
        }
        if (accepted != 0) {
            checkOnce(record);
        }
        if (model != null) {
            model.accept(record);
        }
    }

    private void checkOrigin(Recorded record) {
        long id = Message.idOf(record.command(), 0);
        if (id == 0) {
            return;
        }
        Sent message = sent.get(id);
        byte[] bytes = new byte[record.command().capacity()];
        record.command().getBytes(0, bytes);
        if (message == null || !Arrays.equals(message.bytes, bytes)) {
            throw new Violation("sequence " + sequence + " holds a command that nobody sent");
        }
        message.executed++;
        require(message.executed <= message.delivered, record, "a command was executed more often than it came");
    }

    private long check(Recorded record, DirectBuffer event) {
        switch (Recorded.template(event)) {
            case DecisionDecoder.TEMPLATE_ID ->
                decision(record, new DecisionDecoder().wrapAndApplyHeader(event, 0, header));
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                OrderAcceptedDecoder d = new OrderAcceptedDecoder().wrapAndApplyHeader(event, 0, header);
                Approved order = approved(record, d.orderId());
                require(order.increment == d.quantityE8(), record, "accepted without its approval");
                order.total = d.quantityE8();
                order.increment = 0;
                return d.orderId();
            }
            case OrderReplacedDecoder.TEMPLATE_ID ->
                replaced(record, new OrderReplacedDecoder().wrapAndApplyHeader(event, 0, header));
            case ExecutionDecoder.TEMPLATE_ID ->
                execution(record, new ExecutionDecoder().wrapAndApplyHeader(event, 0, header));
            case OrderRejectedDecoder.TEMPLATE_ID ->
                code(
                        "order",
                        new OrderRejectedDecoder()
                                .wrapAndApplyHeader(event, 0, header)
                                .code());
            case CancelRejectedDecoder.TEMPLATE_ID ->
                code(
                        "cancel",
                        new CancelRejectedDecoder()
                                .wrapAndApplyHeader(event, 0, header)
                                .code());
            case CommandRefusedDecoder.TEMPLATE_ID ->
                code(
                        "refused",
                        new CommandRefusedDecoder()
                                .wrapAndApplyHeader(event, 0, header)
                                .code());
            case OrderCanceledDecoder.TEMPLATE_ID ->
                coverage.count("canceled: reason "
                        + new OrderCanceledDecoder()
                                .wrapAndApplyHeader(event, 0, header)
                                .reason());
            case KillChangedDecoder.TEMPLATE_ID ->
                coverage.count("kill: cause "
                        + new KillChangedDecoder()
                                .wrapAndApplyHeader(event, 0, header)
                                .cause());
            default -> {
                // the model looks at the others
            }
        }
        return 0;
    }

    private void code(String of, int code) {
        coverage.count("code: " + of + " " + code + " " + ReasonCode.name(code));
    }

    private void decision(Recorded record, DecisionDecoder d) {
        require(d.gateBitmap() == 0xFF, record, "a decision without all eight gates");
        require(d.result() != 2 || d.approvedE8() == 0, record, "a refusal that approves something");
        require(d.approvedE8() <= d.quantityE8(), record, "more was approved than asked for");
        coverage.count("decision: result " + d.result() + ((d.flags() & 4) != 0 ? " of a replace" : ""));
        if (d.result() != 1) {
            code("decision", d.primaryCode());
        }
        Approved order = orders.computeIfAbsent(d.orderId(), id -> new Approved());
        order.increment = d.result() == 2 ? -1 : d.approvedE8();
    }

    private void replaced(Recorded record, OrderReplacedDecoder d) {
        Approved order = approved(record, d.orderId());
        require(order.increment >= 0, record, "replaced without an approval");
        long most = Math.max(order.total, order.filled) + order.increment;
        require(d.quantityE8() <= most, record, "a replace adds more than was approved");
        require(d.cumE8() == order.filled, record, "a replace forgets fills");
        order.total = d.quantityE8();
        order.increment = -1;
    }

    private void execution(Recorded record, ExecutionDecoder d) {
        Approved order = approved(record, d.orderId());
        order.filled += d.quantityE8();
        require(d.quantityE8() > 0, record, "an execution of nothing");
        require(
                order.filled <= order.total,
                record,
                "order " + d.orderId() + " is filled beyond its approved quantity");
        require(
                d.cumE8() == order.filled && d.leavesE8() == order.total - order.filled,
                record,
                "cum or leaves are wrong");
        coverage.count("execution: liquidity " + d.liquidity());
    }

    private Approved approved(Recorded record, long orderId) {
        Approved order = orders.get(orderId);
        if (order == null) {
            throw new Violation(
                    "sequence " + record.sequence() + " works order " + orderId + ", which was never approved");
        }
        return order;
    }

    /** One client order id, one order. */
    private void checkOnce(Recorded record) {
        if (record.template() != NewOrderDecoder.TEMPLATE_ID || idsExpire) {
            return;
        }
        NewOrderDecoder d = new NewOrderDecoder().wrapAndApplyHeader(record.command(), 0, header);
        String id = d.accountId() + "/" + d.clientOrderId();
        Long first = acceptedIds.putIfAbsent(id, record.sequence());
        require(first == null, record, "client order id " + id + " became an order at sequence " + first + " already");
    }

    private static void require(boolean holds, Recorded record, String what) {
        if (!holds) {
            throw new Violation("sequence " + record.sequence() + ": " + what);
        }
    }
}
