package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.gateway.record.Fill;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lists of orders and executions, each with the sequence that it is as of. */
public final class Listings {
    private Listings() {}

    public static Answer order(OrderView order, Names names, String mode, long asOf) {
        return Answer.json(200, Json.bytes(json -> OrderJson.listed(json, order, names, mode)))
                .withHeader("X-As-Of-Seq", Long.toString(asOf));
    }

    public static Answer orders(List<OrderView> orders, int limit, Names names, String mode, long asOf) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("orders");
            for (OrderView order : orders) {
                OrderJson.listed(json, order, names, mode);
            }
            json.writeEndArray();
            boolean more = orders.size() == limit;
            Json.text(json, "next_cursor", more ? Long.toString(orders.get(limit - 1).orderId) : null);
            Json.number(json, "as_of_seq", asOf);
            json.writeEndObject();
        }));
    }

    public static Answer executions(List<Fill> fills, int limit, Names names, long asOf) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("executions");
            for (Fill fill : fills) {
                execution(json, fill, names);
            }
            json.writeEndArray();
            boolean more = fills.size() >= limit;
            Json.text(
                    json,
                    "next_after",
                    more ? Long.toString(fills.get(fills.size() - 1).sequence()) : null);
            Json.number(json, "as_of_seq", asOf);
            json.writeEndObject();
        }));
    }

    private static void execution(JsonGenerator json, Fill fill, Names names) throws IOException {
        json.writeStartObject();
        json.writeStringField("exec_id", fill.execId());
        Json.number(json, "order_id", fill.orderId());
        Json.text(json, "account", names.account(fill.accountId()));
        Json.text(json, "symbol", names.symbol(fill.symbolId()));
        Json.text(json, "side", Enums.side(fill.side()));
        fillFields(json, fill);
        Json.time(json, "", fill.timestampNanos());
        Json.number(json, "seq", fill.sequence());
        json.writeEndObject();
    }

    /** What was executed, into an object that is already open. */
    static void fillFields(JsonGenerator json, Fill fill) throws IOException {
        Json.decimal(json, "last_px", fill.priceE8());
        Json.decimal(json, "last_qty", fill.quantityE8());
        Json.decimal(json, "cum_qty", fill.cumE8());
        Json.decimal(json, "leaves_qty", fill.leavesE8());
        Json.decimal(json, "fee", fill.feeE8());
        json.writeStringField("liquidity", fill.liquidity() == 1 ? "added" : "removed");
    }

    /** Decisions as their documents are. */
    public static Answer decisions(List<byte[]> documents, long asOfSequence) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("decisions");
            for (byte[] document : documents) {
                json.writeRawValue(new String(document, StandardCharsets.UTF_8));
            }
            json.writeEndArray();
            Json.number(json, "as_of_seq", asOfSequence);
            json.writeEndObject();
        }));
    }
}
