package io.ringfence.ops.export;

import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Names;
import io.ringfence.ops.json.Words;
import java.io.IOException;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The rows of decisions and their readings; also for requests that validation refused before any gate. */
final class DecisionRows {
    private static final List<Column> WIDE = Columns.decisionsWithReadings();
    private static final String REJECT = String.valueOf(Words.RESULT.of(Decision.REJECT));

    private final Names names;
    private final RowSink sink;
    private final ReadingRows readings = new ReadingRows();
    private long sequence;
    private long atNanos;
    private DirectBuffer buffer;
    private int offset;
    private int length;

    DecisionRows(Names names, RowSink sink, DirectBuffer buffer) {
        this.names = names;
        this.sink = sink;
        this.buffer = buffer;
    }

    /** Takes up the record that the next decision is in. */
    void begin(DirectBuffer record, int recordOffset, int recordLength) {
        buffer = record;
        offset = recordOffset;
        length = recordLength;
        sequence = RecordFrame.sequence(record, recordOffset);
        atNanos = RecordFrame.timestampNanos(record, recordOffset);
    }

    void decided(DecisionDecoder made, Request request, @Nullable OrderRow order, DecisionContext context, String mode)
            throws IOException {
        boolean read = made.gateBitmap() != 0;
        if (read) {
            readings.read(made);
        }
        if (sink.wants(Table.DECISIONS, sequence)) {
            boolean hasGate = read && made.primaryGate() > 0;
            Row row = head(request, order, made.orderId(), made.quantityE8());
            context.writeClass(row);
            row.text("decision", Words.RESULT.of(made.result()))
                    .decimal("approved_qty", made.approvedE8())
                    .whole("code", made.primaryCode())
                    .text("name", ReasonCode.name(made.primaryCode()))
                    .whole("primary_gate", made.primaryGate())
                    .text(
                            "binding_scope",
                            hasGate ? readings.scope(made.primaryGate(), request.accountId, names) : null)
                    .flag("not_reducible", (made.flags() & Decision.FLAG_NOT_REDUCIBLE) != 0)
                    .flag("residual_below_min", (made.flags() & Decision.FLAG_RESIDUAL_BELOW_MIN) != 0)
                    .whole("gate_bitmap", made.gateBitmap())
                    .text("mode", mode);
            context.writeState(row);
            tail(row);
            if (read) {
                readings.writeWide(row, request.accountId, names);
            }
            sink.row(Table.DECISIONS, row, true);
        }
        if (read && sink.wants(Table.READINGS, sequence)) {
            for (int gate = 1; gate <= Readings.GATES; gate++) {
                sink.row(Table.READINGS, readings.row(sequence, gate, request.accountId, names), true);
            }
        }
    }

    /** A request that never came to the gates: the decision is a reject with bitmap 0. */
    void refused(Request request, @Nullable OrderRow order, long orderId, int code, String mode) throws IOException {
        if (!sink.wants(Table.DECISIONS, sequence)) {
            return;
        }
        Row row = head(request, order, orderId, Fixed.ABSENT)
                .blank("order_class")
                .blank("reduce_part")
                .text("decision", REJECT)
                .decimal("approved_qty", 0)
                .whole("code", code)
                .text("name", ReasonCode.name(code))
                .whole("primary_gate", 0)
                .blank("binding_scope")
                .flag("not_reducible", false)
                .flag("residual_below_min", false)
                .whole("gate_bitmap", 0)
                .text("mode", mode)
                .blankUntil("logic_version");
        tail(row);
        sink.row(Table.DECISIONS, row, true);
    }

    private Row head(Request request, @Nullable OrderRow order, long orderId, long gateQuantityE8) {
        Row row = new Row(WIDE)
                .whole("seq", sequence)
                .stamp(atNanos)
                .text("decision_id", "d-" + sequence)
                .text("request", request.isReplace ? "replace" : "new")
                .optional("order_id", orderId == 0 ? Fixed.ABSENT : orderId)
                .text("exchange_order_id", order == null ? null : order.exchangeOrderId())
                .text("client_order_id", request.clientOrderId)
                .text("orig_client_order_id", request.origClientOrderId)
                .text("account", request.accountId < 0 ? null : names.account(request.accountId))
                .text("strategy", order == null ? null : order.strategy);
        request.write(row, order, gateQuantityE8);
        return row;
    }

    private void tail(Row row) {
        row.whole("logic_version", RecordFrame.logicVersion(buffer, offset))
                .whole("schema_version", RecordFrame.schemaVersion(buffer, offset))
                .text("previous_crc", Row.hex(RecordFrame.previousCrc(buffer, offset)))
                .text("crc", Row.hex(RecordFrame.crc(buffer, offset, length)));
    }
}
