package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderProjection;
import io.ringfence.gateway.record.OrderView;
import io.ringfence.gateway.record.RecordDecoder;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The answer to a replace, from its commit record. Belongs to one thread. */
public final class ReplaceAnswers {
    private final RecordDecoder decoder = new RecordDecoder();
    private final OrderProjection projection = new OrderProjection(decoder);
    private final Supplier<Names> names;
    private final String typeBase;
    private int refusedCode;

    public ReplaceAnswers(Supplier<Names> names, String typeBase) {
        this.names = names;
        this.typeBase = typeBase;
    }

    /** 200 with what is known of the order after the record, or the problem. */
    public Answer answer(CommitRecord commit) {
        commit.rewind();
        OrderView order = requested(commit, decoder);
        DecisionView decision = null;
        int code = 0;
        while (commit.next()) {
            if (commit.templateId() == DecisionDecoder.TEMPLATE_ID) {
                decision = decoder.decision(commit);
            } else if (commit.templateId() == CancelRejectedDecoder.TEMPLATE_ID) {
                code = decoder.cancelRejected(commit).code();
            } else if (order.orderId != 0 && OrderProjection.orderId(commit) == order.orderId) {
                projection.apply(commit, order);
            }
        }
        refusedCode = code;
        if (code != 0) {
            order.rejectCode = code;
            return OrderProblems.rejected(order, decision, names.get())
                    .instance("/v1/orders/" + order.orderId)
                    .answer(typeBase);
        }
        DecisionView made = decision;
        return Answer.json(200, Json.bytes(json -> write(json, order, made)));
    }

    /** Why the replace answered last was refused; 0 when it was not. */
    public int refusedCode() {
        return refusedCode;
    }

    private static OrderView requested(CommitRecord commit, RecordDecoder decoder) {
        ReplaceOrderDecoder command = decoder.replace(commit);
        OrderView order = new OrderView();
        order.orderId = command.orderId();
        order.sequence = commit.sequence();
        order.createdAtNanos = commit.timestampNanos();
        order.updatedAtNanos = commit.timestampNanos();
        order.accountId = command.accountId();
        order.symbolId = command.symbolId();
        order.strategyId = -1;
        order.side = command.side();
        order.type = command.orderType();
        order.limitPriceE8 = command.limitPriceE8();
        order.stopPriceE8 = command.stopPriceE8();
        order.timeInForce = command.timeInForce();
        order.expireAtNanos = Fixed.ABSENT;
        order.clientOrderId = decoder.replacementId(commit);
        return order;
    }

    private void write(JsonGenerator json, OrderView order, @Nullable DecisionView decision) throws IOException {
        json.writeStartObject();
        Json.number(json, "order_id", order.orderId);
        Json.text(json, "client_order_id", order.clientOrderId.isEmpty() ? null : order.clientOrderId);
        Json.text(json, "account", names.get().account(order.accountId));
        json.writeStringField("status", order.status.text);
        Json.decimal(json, "qty", order.quantityE8);
        Json.decimal(json, "filled_qty", order.cumE8);
        Json.decimal(json, "leaves_qty", order.leavesE8);
        Json.decimal(json, "limit_price", order.limitPriceE8);
        Json.decimal(json, "stop_price", order.stopPriceE8);
        Json.text(json, "time_in_force", Enums.timeInForce(order.timeInForce));
        if (decision != null) {
            json.writeObjectFieldStart("decision");
            DecisionJson.fields(json, decision, order, names.get());
            json.writeEndObject();
        }
        Json.time(json, "", order.updatedAtNanos);
        Json.number(json, "seq", order.sequence);
        json.writeEndObject();
    }

    static OrderAnswers.@Nullable Audit audit(CommitRecord commit, RecordDecoder decoder, Names names, String mode) {
        OrderView order = requested(commit, decoder);
        while (commit.next()) {
            if (commit.templateId() == DecisionDecoder.TEMPLATE_ID) {
                byte[] document = DecisionJson.document(decoder.decision(commit), order, names, mode);
                return new OrderAnswers.Audit(order.accountId, document);
            }
        }
        return null;
    }
}
