package io.ringfence.gateway.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.gateway.record.CommitRecord;
import java.util.Locale;

/** Counts every decision that is released, by result, code and gate; refusals before the gates have gate 0. */
public final class DecisionCounter {
    private final Counter decisions;
    private final DecisionDecoder decision = new DecisionDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();

    public DecisionCounter(CollectorRegistry registry) {
        decisions = Counter.build("ringfence_decisions_total", "Decisions on orders and replaces")
                .labelNames("decision", "code", "gate")
                .register(registry);
    }

    /** Egress thread. */
    public void count(CommitRecord record) {
        int command = record.commandTemplateId();
        if (command != NewOrderDecoder.TEMPLATE_ID && command != ReplaceOrderDecoder.TEMPLATE_ID) {
            return;
        }
        record.rewind();
        boolean decided = false;
        while (record.next()) {
            if (record.templateId() == DecisionDecoder.TEMPLATE_ID) {
                decision.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
                count(decision.result(), decision.primaryCode(), decision.primaryGate());
                decided = true;
            } else if (record.templateId() == OrderRejectedDecoder.TEMPLATE_ID && !decided) {
                rejected.wrap(record.buffer(), record.bodyOffset(), record.blockLength(), record.version());
                count(Decision.REJECT, rejected.code(), 0);
            }
        }
    }

    private void count(int result, int code, int gate) {
        String name = Decision.name(result).toLowerCase(Locale.ROOT);
        decisions.labels(name, Integer.toString(code), Integer.toString(gate)).inc();
    }
}
