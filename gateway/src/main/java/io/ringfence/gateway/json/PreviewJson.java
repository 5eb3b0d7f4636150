package io.ringfence.gateway.json;

import io.ringfence.engine.control.OrderPreview;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderView;

/** A decision that was not made: what it would be. */
public final class PreviewJson {
    private PreviewJson() {}

    /** {@code code} is the validation that refuses the order; 0 when the gates have spoken. */
    public static Answer answer(int code, NewOrderDecoder command, OrderPreview preview, Names names, long asOf) {
        OrderView order = new OrderView();
        order.accountId = command.accountId();
        order.symbolId = command.symbolId();
        order.strategyId = command.strategyId();
        DecisionView decision = view(code, command.quantityE8(), preview);
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("decision");
            DecisionJson.summary(json, decision.result, decision.code, decision.gate, decision.approvedE8);
            DecisionJson.flags(json, decision.flags);
            DecisionJson.gates(json, decision, order, names);
            json.writeEndObject();
            Json.text(json, "detail", code == 0 ? null : Sentences.of(code));
            Json.text(json, "max_qty_now", GateValues.maxQuantityNow(decision, order, names));
            json.writeNumberField(
                    "status_if_sent", decision.result == Decision.REJECT ? StatusMap.status(decision.code) : 201);
            Json.number(json, "as_of_seq", asOf);
            json.writeEndObject();
        }));
    }

    private static DecisionView view(int code, long quantityE8, OrderPreview preview) {
        DecisionView view = new DecisionView();
        view.quantityE8 = quantityE8;
        if (code != 0) {
            view.result = Decision.REJECT;
            view.code = code;
            return view;
        }
        Decision decision = preview.decision();
        view.result = decision.result();
        view.code = decision.code();
        view.gate = decision.primaryGate();
        view.flags = decision.flags();
        view.approvedE8 = decision.approvedE8();
        view.gateBitmap = preview.readings().bitmap();
        Readings from = preview.readings();
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            view.readings.set(
                    gate,
                    from.verdict[gate],
                    from.code[gate],
                    from.observed[gate],
                    from.limit[gate],
                    from.allowedE8[gate],
                    from.scopeType[gate],
                    from.scopeId[gate]);
        }
        return view;
    }
}
