package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.state.Order;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderStatus;
import io.ringfence.gateway.record.OrderView;
import java.io.IOException;
import java.util.Locale;

/** An order in the shape of the API. */
public final class OrderJson {
    private OrderJson() {}

    /** The order's own fields, into an object that is already open. */
    public static void fields(JsonGenerator json, OrderView order, Names names, String mode) throws IOException {
        Json.number(json, "order_id", order.orderId);
        Json.text(json, "client_order_id", order.clientOrderId.isEmpty() ? null : order.clientOrderId);
        Json.text(json, "exchange_order_id", exchangeOrderId(order, mode));
        Json.text(json, "account", names.account(order.accountId));
        Json.text(json, "symbol", names.symbol(order.symbolId));
        Json.text(json, "strategy", names.strategy(order.strategyId));
        Json.text(json, "side", Enums.side(order.side));
        Json.text(json, "type", Enums.orderType(order.type));
        Json.text(json, "time_in_force", Enums.timeInForce(order.timeInForce));
        json.writeStringField("mode", mode);
        json.writeStringField("status", order.status.text);
        Json.decimal(json, "qty", order.quantityE8);
        Json.decimal(json, "requested_qty", order.requestedE8);
        Json.decimal(json, "filled_qty", order.cumE8);
        Json.decimal(json, "leaves_qty", order.leavesE8);
        Json.decimal(json, "avg_price", order.averagePriceE8());
        Json.decimal(json, "limit_price", order.limitPriceE8);
        Json.decimal(json, "stop_price", order.stopPriceE8);
        json.writeBooleanField("post_only", order.hasFlag(Order.FLAG_POST_ONLY));
        json.writeBooleanField("reduce_only", order.hasFlag(Order.FLAG_REDUCE_ONLY));
        if (order.type == Order.TYPE_STOP || order.type == Order.TYPE_STOP_LIMIT) {
            json.writeBooleanField("triggered", order.triggered);
        }
        if (order.timeInForce == Order.TIF_GTD) {
            Json.time(json, "expire_at", order.expireAtNanos);
        }
        if (order.cancelReason >= 0) {
            Json.text(json, "cancel_reason", Enums.cancelReason(order.cancelReason));
        }
        if (order.rejectCode != 0) {
            json.writeNumberField("code", order.rejectCode);
            json.writeStringField("name", ReasonCode.name(order.rejectCode));
        }
    }

    /** An order as queries show it: with its decision in short, to be read in full under its id. */
    public static void listed(JsonGenerator json, OrderView order, Names names, String mode) throws IOException {
        json.writeStartObject();
        fields(json, order, names, mode);
        json.writeObjectFieldStart("decision");
        json.writeStringField("id", DecisionJson.id(order.orderId));
        DecisionJson.summary(json, order.decisionResult, order.decisionCode, order.decisionGate, order.approvedE8);
        json.writeEndObject();
        Json.time(json, "created_at", order.createdAtNanos);
        Json.time(json, "", order.updatedAtNanos);
        Json.number(json, "seq", order.sequence);
        json.writeEndObject();
    }

    private static @org.jspecify.annotations.Nullable String exchangeOrderId(OrderView order, String mode) {
        boolean reachedVenue = order.status != OrderStatus.REJECTED && order.status != OrderStatus.PENDING_NEW;
        return reachedVenue ? mode.toUpperCase(Locale.ROOT) + "-" + order.orderId : null;
    }
}
