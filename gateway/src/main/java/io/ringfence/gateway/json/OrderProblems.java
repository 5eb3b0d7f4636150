package io.ringfence.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Problem documents for what the engine refused: the code, and where a gate refused, what it read. */
final class OrderProblems {
    private OrderProblems() {}

    static Problem rejected(OrderView order, @Nullable DecisionView decision, Names names) {
        DecisionView gated = isByGate(order.rejectCode, decision) ? decision : null;
        String detail = gated == null ? Sentences.of(order.rejectCode) : detail(order.rejectCode, gated, order, names);
        Problem problem = Problem.code(order.rejectCode, detail);
        if (gated != null) {
            problem.with(json -> reading(json, gated, order, names));
        }
        problem.with(json -> {
            json.writeStringField("decision_id", DecisionJson.id(order.sequence));
            Json.number(json, "order_id", order.orderId);
            Json.text(json, "client_order_id", order.clientOrderId.isEmpty() ? null : order.clientOrderId);
            Json.time(json, "", order.updatedAtNanos);
            Json.number(json, "seq", order.sequence);
            if (decision != null && decision.gateBitmap != 0) {
                DecisionJson.gates(json, decision, order, names);
            }
        });
        return problem;
    }

    private static boolean isByGate(int code, @Nullable DecisionView decision) {
        return decision != null
                && decision.gate >= 1
                && decision.gate <= Readings.GATES
                && decision.wasRead(decision.gate)
                && decision.readings.code[decision.gate] == code;
    }

    private static void reading(JsonGenerator json, DecisionView decision, OrderView order, Names names)
            throws IOException {
        int gate = decision.gate;
        json.writeNumberField("gate", gate);
        Json.text(json, "scope", GateValues.scope(decision.readings, gate, order, names));
        json.writeStringField("observed", GateValues.value(gate, decision.readings.observed[gate]));
        json.writeStringField("limit", GateValues.limit(gate, decision.readings.limit[gate]));
        String most = GateValues.maxQuantityNow(decision, order, names);
        if (most != null) {
            json.writeStringField("max_qty_now", most);
        }
    }

    private static String detail(int code, DecisionView decision, OrderView order, Names names) {
        int gate = decision.gate;
        String scope = GateValues.scope(decision.readings, gate, order, names);
        String where = scope == null ? "" : " for " + scope.replace(':', ' ');
        if (gate == 1) {
            long level = decision.readings.observed[gate];
            boolean known = level >= KillLevel.ACTIVE && level <= KillLevel.HALTED;
            return ReasonCode.of(code) == ReasonCode.RECOVERING || ReasonCode.of(code) == ReasonCode.STATE_UNKNOWN
                    ? Sentences.of(code)
                    : "trading is " + (known ? KillLevel.name((int) level) : "halted") + where;
        }
        String observed = GateValues.value(gate, decision.readings.observed[gate]);
        String limit = GateValues.limit(gate, decision.readings.limit[gate]);
        String flags = (decision.flags & DecisionView.FLAG_NOT_REDUCIBLE) != 0
                ? "; a smaller quantity would pass, but the order may not be reduced"
                : (decision.flags & DecisionView.FLAG_RESIDUAL_BELOW_MIN) != 0
                        ? "; what would pass is below the instrument's minimum"
                        : "";
        return "observed " + observed + ", limit " + limit + where + flags;
    }
}
