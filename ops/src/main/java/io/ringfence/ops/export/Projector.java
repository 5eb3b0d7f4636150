package io.ringfence.ops.export;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.*;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.replay.CommandRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the commands of a journal into rows, while a replay executes them again: what was recorded comes from the
 * records, what only follows from them (the state that an order met, positions) from the replayed engine.
 */
final class Projector {
    private static final int HEADER = 8;
    private static final long VENUE_MATCH = 1;

    private final EngineState state;
    private final RowSink sink;
    private final Names names = new Names();
    private final CommandRecords fragments = new CommandRecords();
    private final DecisionContext context = new DecisionContext();
    private final DecisionRows decisions;
    private final PositionRows positions;
    private final RecordReader reader = new RecordReader();
    private final Request request = new Request();

    private final NewOrderDecoder newOrder = new NewOrderDecoder();
    private final ReplaceOrderDecoder replaceOrder = new ReplaceOrderDecoder();
    private final DecisionDecoder decision = new DecisionDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    private final ExecutionDecoder execution = new ExecutionDecoder();
    private final OrderCanceledDecoder canceled = new OrderCanceledDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();
    private final CancelRejectedDecoder cancelRejected = new CancelRejectedDecoder();
    private final OrderTriggeredDecoder triggered = new OrderTriggeredDecoder();

    private final Long2ObjectHashMap<OrderRow> open = new Long2ObjectHashMap<>();
    private final Map<Long, OrderRow> changed = new LinkedHashMap<>();
    private final List<OrderRow> listed = new ArrayList<>();
    private long sequence;
    private long atNanos;
    private String mode = "paper";
    private boolean decided;
    private int decidedIn;
    private long refusedOrder;
    private int refusedCode;
    private boolean refusedReplace;

    Projector(EngineState state, RowSink sink) {
        this.state = state;
        this.sink = sink;
        decisions = new DecisionRows(names, sink, fragments.buffer());
        positions = new PositionRows(state, sink);
    }

    DecisionContext context() {
        return context;
    }

    /** A fragment of the command that is about to be executed again. */
    void recorded(DirectBuffer record, int offset, int length) {
        if (RecordFrame.fragment(record, offset) == 0) {
            fragments.clear();
            context.present = false;
            names.learn(record, offset, length);
        }
        fragments.add(record, offset, length);
    }

    /** The command has been executed again, with the same result. */
    void executed() throws IOException {
        DirectBuffer buffer = fragments.buffer();
        sequence = RecordFrame.sequence(buffer, 0);
        atNanos = RecordFrame.timestampNanos(buffer, 0);
        mode = state.setting(EngineSetting.VENUE) == VENUE_MATCH ? "match" : "paper";
        decided = false;
        refusedCode = 0;
        changed.clear();
        positions.begin(sequence, atNanos);
        OrderRow subject = null;
        for (int i = 0; i < fragments.count(); i++) {
            reader.wrap(buffer, fragments.offset(i), fragments.length(i));
            if (i == 0 && reader.next()) {
                subject = command(buffer);
            }
            while (reader.next()) {
                event(buffer, reader.messageOffset() + HEADER, i);
            }
        }
        write(subject);
        int last = fragments.count() - 1;
        sink.commandDone(sequence, RecordFrame.crc(buffer, fragments.offset(last), fragments.length(last)));
    }

    /** Takes up the command; the order that a new order makes, or null. */
    private @Nullable OrderRow command(DirectBuffer buffer) {
        int at = reader.messageOffset() + HEADER;
        switch (reader.templateId()) {
            case NewOrderDecoder.TEMPLATE_ID -> {
                newOrder.wrap(buffer, at, reader.blockLength(), reader.version());
                request.read(newOrder);
                OrderRow order = new OrderRow(newOrder, sequence, atNanos, names, mode);
                open.put(sequence, order);
                return order;
            }
            case ReplaceOrderDecoder.TEMPLATE_ID -> {
                replaceOrder.wrap(buffer, at, reader.blockLength(), reader.version());
                request.read(replaceOrder);
                return null;
            }
            default -> {
                return null;
            }
        }
    }

    private void event(DirectBuffer buffer, int at, int fragment) throws IOException {
        int block = reader.blockLength();
        int version = reader.version();
        switch (reader.templateId()) {
            case DecisionDecoder.TEMPLATE_ID -> {
                decided = true;
                decidedIn = fragment;
                decision.wrap(buffer, at, block, version);
            }
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrap(buffer, at, block, version);
                find(accepted.orderId()).accepted(accepted.quantityE8());
            }
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                rejected.wrap(buffer, at, block, version);
                refuse(rejected.orderId(), rejected.code(), false);
                find(rejected.orderId()).rejected(rejected.code());
            }
            case ExecutionDecoder.TEMPLATE_ID -> filled(execution.wrap(buffer, at, block, version));
            case OrderCanceledDecoder.TEMPLATE_ID -> {
                canceled.wrap(buffer, at, block, version);
                find(canceled.orderId()).canceled(canceled.reason());
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                replaced.wrap(buffer, at, block, version);
                OrderRow order = find(replaced.orderId());
                order.replaced(replaced);
                order.lastClientOrderId =
                        request.clientOrderId.isEmpty() ? order.lastClientOrderId : request.clientOrderId;
            }
            case CancelRejectedDecoder.TEMPLATE_ID -> {
                cancelRejected.wrap(buffer, at, block, version);
                if (cancelRejected.replace() == 1) {
                    refuse(cancelRejected.orderId(), cancelRejected.code(), true);
                }
            }
            case OrderTriggeredDecoder.TEMPLATE_ID ->
                find(triggered.wrap(buffer, at, block, version).orderId()).triggered();
            case DuplicateOrderDecoder.TEMPLATE_ID -> open.remove(sequence);
            default -> {}
        }
    }

    private void refuse(long orderId, int code, boolean replace) {
        refusedOrder = orderId;
        refusedCode = code;
        refusedReplace = replace;
    }

    /** The order of an event, which this command changes. */
    private OrderRow find(long orderId) {
        OrderRow order = open.get(orderId);
        if (order == null) {
            throw new IllegalStateException(
                    "command " + sequence + " is about order " + orderId + ", which is not open");
        }
        order.changed(sequence, atNanos);
        changed.put(orderId, order);
        return order;
    }

    private void filled(ExecutionDecoder fill) throws IOException {
        OrderRow order = find(fill.orderId());
        order.filled(fill);
        positions.touched(order.accountId, order.symbolId);
        if (sink.wants(Table.EXECUTIONS, sequence)) {
            sink.row(Table.EXECUTIONS, ExecutionRows.row(fill, order, sequence, atNanos), true);
        }
    }

    private void write(@Nullable OrderRow subject) throws IOException {
        DirectBuffer buffer = fragments.buffer();
        if (decided) {
            decisions.begin(buffer, fragments.offset(decidedIn), fragments.length(decidedIn));
            OrderRow order = subject != null ? subject : known(decision.orderId());
            decisions.decided(decision, request, order, context, mode);
        } else if (refusedCode != 0) {
            decisions.begin(buffer, fragments.offset(0), fragments.length(0));
            decisions.refused(request, refusedReplace ? known(refusedOrder) : subject, refusedOrder, refusedCode, mode);
        }
        positions.write(names);
        for (OrderRow order : changed.values()) {
            if (order.done) {
                open.remove(order.orderId);
            }
            if (sink.wants(Table.ORDERS, sequence)) {
                sink.row(Table.ORDERS, order.row(), order.done);
            }
        }
    }

    private @Nullable OrderRow known(long orderId) {
        OrderRow order = open.get(orderId);
        return order != null ? order : changed.get(orderId);
    }

    /** The orders that are still open at the end of the journal are final as far as it tells. */
    void end() throws IOException {
        if (!sink.wants(Table.ORDERS, sequence)) {
            return;
        }
        listed.clear();
        listed.addAll(open.values());
        listed.sort(Comparator.comparingLong(order -> order.orderId));
        for (OrderRow order : listed) {
            sink.row(Table.ORDERS, order.row(), true);
        }
    }
}
