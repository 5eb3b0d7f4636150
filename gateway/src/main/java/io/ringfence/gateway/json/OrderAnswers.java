package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.DuplicateOrderDecoder;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderProjection;
import io.ringfence.gateway.record.OrderStatus;
import io.ringfence.gateway.record.OrderView;
import io.ringfence.gateway.record.RecordDecoder;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a new order, made from its commit record and nothing else; so an answer lost on the way can be given
 * again, from the journal, to the last byte. Belongs to one thread.
 */
public final class OrderAnswers {
    private final RecordDecoder decoder = new RecordDecoder();
    private final OrderProjection projection = new OrderProjection(decoder);
    private final Supplier<Names> names;
    private final String mode;
    private final String typeBase;

    public OrderAnswers(Supplier<Names> names, String mode, String typeBase) {
        this.names = names;
        this.mode = mode;
        this.typeBase = typeBase;
    }

    /** What a record says of the order that it creates. */
    private record Outcome(OrderView order, @Nullable DecisionView decision, long firstSequence) {}

    /** The sequence of the first order, when the record says that this one only repeats it; else 0. */
    public long repeats(CommitRecord commit) {
        return read(commit).firstSequence();
    }

    /** 201 with the state after the record, or the problem for which it was refused. */
    public Answer answer(CommitRecord commit) {
        Outcome outcome = read(commit);
        OrderView order = outcome.order();
        Names known = names.get();
        if (order.status == OrderStatus.REJECTED) {
            Problem problem = OrderProblems.rejected(order, outcome.decision(), known);
            return problem.instance("/v1/orders/" + order.orderId).answer(typeBase);
        }
        byte[] body = Json.bytes(json -> write(json, order, outcome.decision(), known));
        return Answer.json(201, body).withHeader("Location", "/v1/orders/" + order.orderId);
    }

    private Outcome read(CommitRecord commit) {
        commit.rewind();
        OrderView order = decoder.order(commit);
        DecisionView decision = null;
        long first = 0;
        while (commit.next()) {
            if (commit.templateId() == DecisionDecoder.TEMPLATE_ID) {
                decision = decoder.decision(commit);
                OrderProjection.decide(decision, order);
            } else if (commit.templateId() == DuplicateOrderDecoder.TEMPLATE_ID) {
                first = decoder.duplicate(commit).firstSequence();
            } else if (OrderProjection.orderId(commit) == order.orderId) {
                projection.apply(commit, order);
            }
        }
        return new Outcome(order, decision, first);
    }

    private void write(JsonGenerator json, OrderView order, @Nullable DecisionView decision, Names known)
            throws IOException {
        json.writeStartObject();
        OrderJson.fields(json, order, known, mode);
        if (decision != null) {
            json.writeObjectFieldStart("decision");
            DecisionJson.fields(json, decision, order, known);
            json.writeEndObject();
        }
        Json.time(json, "", order.updatedAtNanos);
        Json.number(json, "seq", order.sequence);
        json.writeEndObject();
    }

    /** The full audit of one decision: what was asked, what the gates read, what was decided. Null if none was made. */
    public @Nullable Audit audit(CommitRecord commit) {
        commit.rewind();
        if (commit.templateId() == io.ringfence.engine.schema.ReplaceOrderDecoder.TEMPLATE_ID) {
            return ReplaceAnswers.audit(commit, decoder, names.get(), mode);
        }
        if (commit.templateId() != io.ringfence.engine.schema.NewOrderDecoder.TEMPLATE_ID) {
            return null;
        }
        Outcome outcome = read(commit);
        DecisionView decision = outcome.decision();
        if (decision == null) {
            return null;
        }
        return new Audit(
                outcome.order().accountId, DecisionJson.document(decision, outcome.order(), names.get(), mode));
    }

    /** A decision document and the account that it belongs to. */
    @SuppressWarnings("ArrayRecordComponent") // written once, handed on, never compared
    public record Audit(int accountId, byte[] document) {}
}
