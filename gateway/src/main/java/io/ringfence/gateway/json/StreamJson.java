package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.Fill;
import io.ringfence.gateway.record.KillTrip;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Events of the streams: the words of a FIX execution report, as JSON on one line (api.md 2.5). */
public final class StreamJson {
    private StreamJson() {}

    /** What every event begins with. */
    public record Head(String id, long sequence, long timestampNanos, String channel, String type, String mode) {}

    /**
     * An order and what has become of it; a null word or absent number is left out.
     *
     * @param execType FIX 150 in words
     * @param status FIX 39 in words; null where the event does not change it
     */
    public record OrderChange(
            String execType,
            @Nullable String status,
            long quantityE8,
            long cumE8,
            long leavesE8,
            int code,
            @Nullable String text) {}

    /** Writes the fields of one kind of event. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] event(Head head, Fields fields) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("id", head.id());
            Json.number(json, "seq", head.sequence());
            json.writeStringField("channel", head.channel());
            json.writeStringField("type", head.type());
            Json.time(json, "", head.timestampNanos());
            json.writeStringField("mode", head.mode());
            fields.write(json);
            json.writeEndObject();
        });
    }

    /** Events follow. */
    public static Answer subscribed() {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeBooleanField("subscribed", true);
            json.writeEndObject();
        }));
    }

    /**
     * What an account uses of its limits at a moment.
     *
     * @param uses one JSON object
     */
    public static byte[] headroom(String uses, long sequence, long timestampNanos, String mode) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("channel", "headroom");
            json.writeStringField("type", "headroom");
            Json.time(json, "", timestampNanos);
            json.writeStringField("mode", mode);
            Json.number(json, "as_of_seq", sequence);
            json.writeFieldName("headroom");
            json.writeRawValue(uses);
            json.writeEndObject();
        });
    }

    /** How far everything has been told. */
    public static byte[] heartbeat(long sequence) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", "heartbeat");
            Json.number(json, "seq", sequence);
            json.writeEndObject();
        });
    }

    /** A change of an order. */
    public static byte[] order(Head head, OrderView order, OrderChange change, Names names) {
        return event(head, json -> {
            json.writeStringField("exec_type", change.execType());
            if (change.status() != null) {
                json.writeStringField("ord_status", change.status());
            }
            identity(json, order, names);
            number(json, "order_qty", change.quantityE8());
            number(json, "cum_qty", change.cumE8());
            number(json, "leaves_qty", change.leavesE8());
            if (change.code() != 0) {
                json.writeNumberField("code", change.code());
                json.writeStringField("name", ReasonCode.name(change.code()));
            }
            if (change.text() != null) {
                json.writeStringField("text", change.text());
            }
        });
    }

    /** An accepted replace: the new id and terms. */
    public static byte[] replaced(
            Head head, OrderView order, OrderChange change, OrderView terms, String requestId, Names names) {
        return event(head, json -> {
            json.writeStringField("exec_type", change.execType());
            Json.text(json, "ord_status", change.status());
            identity(json, order, names);
            json.writeStringField("replace_client_order_id", requestId);
            number(json, "order_qty", change.quantityE8());
            number(json, "cum_qty", change.cumE8());
            number(json, "leaves_qty", change.leavesE8());
            Json.decimal(json, "limit_price", terms.limitPriceE8);
            Json.decimal(json, "stop_price", terms.stopPriceE8);
            Json.text(json, "time_in_force", Enums.timeInForce(terms.timeInForce));
        });
    }

    /** A refused cancel or replace of an order that may not be known. */
    public static byte[] cancelRejected(
            Head head,
            int accountId,
            @Nullable OrderView order,
            String requestId,
            boolean replace,
            int code,
            Names names) {
        return event(head, json -> {
            if (order == null) {
                Json.text(json, "account", names.account(accountId));
            } else {
                identity(json, order, names);
            }
            json.writeStringField("request", replace ? "replace" : "cancel");
            Json.text(json, "request_client_order_id", requestId.isEmpty() ? null : requestId);
            json.writeNumberField("code", code);
            json.writeStringField("name", ReasonCode.name(code));
        });
    }

    /** An execution. */
    public static byte[] execution(Head head, OrderView order, Fill fill, Names names) {
        return event(head, json -> {
            json.writeStringField("exec_type", "trade");
            json.writeStringField("ord_status", fill.leavesE8() == 0 ? "filled" : "partially_filled");
            json.writeStringField("exec_id", fill.execId());
            identity(json, order, names);
            Listings.fillFields(json, fill);
        });
    }

    /** A decision with its readings. */
    public static byte[] decision(Head head, OrderView order, DecisionView decision, Names names) {
        return event(head, json -> {
            identity(json, order, names);
            Json.decimal(json, "requested_qty", decision.quantityE8);
            json.writeObjectFieldStart("decision");
            DecisionJson.fields(json, decision, order, names);
            json.writeEndObject();
        });
    }

    /** A latch of a gate, set or freed. */
    public static byte[] latch(
            Head head, @Nullable String account, int gate, boolean latched, long observed, long limit) {
        return event(head, json -> {
            Json.text(json, "account", account);
            json.writeNumberField("gate", gate);
            json.writeBooleanField("latched", latched);
            json.writeStringField("observed", GateValues.value(gate, observed));
            json.writeStringField("limit", GateValues.limit(gate, limit));
        });
    }

    /** How much of a limit is used. */
    public static byte[] warning(Head head, @Nullable String account, int gate, int stage, int usedBps) {
        return event(head, json -> {
            Json.text(json, "account", account);
            json.writeNumberField("gate", gate);
            json.writeStringField("stage", stage == 0 ? "normal" : stage == 1 ? "warning" : "critical");
            json.writeNumberField("used_bps", usedBps);
        });
    }

    /** A new version of the limits of one scope. */
    public static byte[] limits(Head head, long version, int scope, String key) {
        return event(head, json -> {
            Json.number(json, "version", version);
            json.writeStringField("scope", Scope.name(scope));
            json.writeStringField("key", key);
        });
    }

    /** A trading day that began. */
    public static byte[] dayRoll(Head head, @Nullable String account, long day, long openEquityE8) {
        return event(head, json -> {
            Json.text(json, "account", account);
            Json.number(json, "day", day);
            json.writeStringField("day_open_equity", Decimal.format(openEquityE8));
        });
    }

    /** A client order id taken out of use because its command stopped the core, or given back. */
    public static byte[] quarantine(Head head, @Nullable String account, String clientOrderId, boolean cleared) {
        return event(head, json -> {
            Json.text(json, "account", account);
            json.writeStringField("client_order_id", clientOrderId);
            json.writeBooleanField("cleared", cleared);
        });
    }

    /** A change of a kill switch. */
    public static byte[] kill(Head head, KillTrip trip, Names names) {
        return event(head, json -> RiskJson.tripFields(json, trip, names));
    }

    /** Which order: all of it from the record that began it, so {@code client_order_id} is the first one. */
    private static void identity(JsonGenerator json, OrderView order, Names names) throws IOException {
        Json.number(json, "order_id", order.orderId);
        Json.text(json, "client_order_id", order.clientOrderId.isEmpty() ? null : order.clientOrderId);
        Json.text(json, "account", names.account(order.accountId));
        Json.text(json, "symbol", names.symbol(order.symbolId));
        Json.text(json, "side", Enums.side(order.side));
    }

    private static void number(JsonGenerator json, String name, long e8) throws IOException {
        if (e8 != Fixed.ABSENT) {
            Json.decimal(json, name, e8);
        }
    }
}
