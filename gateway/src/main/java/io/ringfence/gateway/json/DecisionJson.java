package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderView;
import java.io.IOException;
import java.util.Locale;

/** A decision and its eight readings. */
final class DecisionJson {
    private DecisionJson() {}

    static String id(long sequence) {
        return "d-" + sequence;
    }

    /** One decision as a document of its own, with the order that it decided. */
    static byte[] document(DecisionView decision, OrderView order, Names names, String mode) {
        return Json.bytes(json -> {
            json.writeStartObject();
            fields(json, decision, order, names);
            Json.number(json, "order_id", decision.orderId);
            Json.decimal(json, "qty", decision.quantityE8);
            Json.text(json, "max_qty_now", GateValues.maxQuantityNow(decision, order, names));
            Json.text(json, "client_order_id", order.clientOrderId.isEmpty() ? null : order.clientOrderId);
            Json.text(json, "account", names.account(order.accountId));
            Json.text(json, "symbol", names.symbol(order.symbolId));
            Json.text(json, "strategy", names.strategy(order.strategyId));
            Json.text(json, "side", Enums.side(order.side));
            Json.text(json, "type", Enums.orderType(order.type));
            Json.decimal(json, "limit_price", order.limitPriceE8);
            Json.decimal(json, "stop_price", order.stopPriceE8);
            json.writeStringField("mode", mode);
            Json.time(json, "", order.createdAtNanos);
            Json.number(json, "seq", decision.sequence);
            json.writeEndObject();
        });
    }

    /** The fields of a decision, into an object that is already open. */
    static void fields(JsonGenerator json, DecisionView decision, OrderView order, Names names) throws IOException {
        json.writeStringField("id", id(decision.sequence));
        summary(json, decision.result, decision.code, decision.gate, decision.approvedE8);
        flags(json, decision.flags);
        gates(json, decision, order, names);
    }

    static void summary(JsonGenerator json, int result, int code, int gate, long approvedE8) throws IOException {
        json.writeStringField("result", Enums.decision(result));
        json.writeNumberField("code", code);
        json.writeStringField("name", ReasonCode.name(code));
        json.writeNumberField("gate", gate);
        Json.decimal(json, "approved_qty", approvedE8);
    }

    static void flags(JsonGenerator json, int flags) throws IOException {
        json.writeArrayFieldStart("flags");
        if ((flags & DecisionView.FLAG_NOT_REDUCIBLE) != 0) {
            json.writeString("not_reducible");
        }
        if ((flags & DecisionView.FLAG_RESIDUAL_BELOW_MIN) != 0) {
            json.writeString("residual_below_min");
        }
        if ((flags & DecisionView.FLAG_REPLACE) != 0) {
            json.writeString("replace");
        }
        json.writeEndArray();
    }

    static void gates(JsonGenerator json, DecisionView decision, OrderView order, Names names) throws IOException {
        json.writeArrayFieldStart("gates");
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            if (decision.wasRead(gate)) {
                gate(json, decision.readings, gate, order, names);
            }
        }
        json.writeEndArray();
    }

    private static void gate(JsonGenerator json, Readings readings, int gate, OrderView order, Names names)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("gate", gate);
        json.writeStringField("verdict", Verdict.name(readings.verdict[gate]).toLowerCase(Locale.ROOT));
        json.writeNumberField("code", readings.code[gate]);
        json.writeStringField("name", ReasonCode.name(readings.code[gate]));
        json.writeStringField("observed", GateValues.value(gate, readings.observed[gate]));
        json.writeStringField("limit", GateValues.limit(gate, readings.limit[gate]));
        Json.decimal(json, "allowed_qty", readings.allowedE8[gate]);
        Json.text(json, "scope", GateValues.scope(readings, gate, order, names));
        json.writeEndObject();
    }
}
