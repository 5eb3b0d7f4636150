package io.ringfence.ops.counterfactual;

import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.DuplicateOrderDecoder;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.OrderAcceptedDecoder;
import io.ringfence.engine.schema.OrderCanceledDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.engine.schema.OrderReplacedDecoder;
import io.ringfence.engine.schema.OrderTriggeredDecoder;
import io.ringfence.engine.state.StateHash;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A number for everything that a record says about what became of orders: results and quantities approved, executions,
 * cancels, replaces. For what reason an order was refused does not count, nor do readings, warnings and latches.
 */
final class OrderEffects {
    private static final int HEADER = 8;

    private final RecordReader reader = new RecordReader();
    private final DecisionDecoder decision = new DecisionDecoder();

    long of(DirectBuffer record, int offset, int length, boolean holdsCommand) {
        reader.wrap(record, offset, length);
        long effects = 0;
        if (holdsCommand) {
            reader.next();
        }
        while (reader.next()) {
            effects = event(effects, record, reader.messageOffset() + HEADER);
        }
        return effects;
    }

    private long event(long effects, DirectBuffer record, int at) {
        int template = reader.templateId();
        return switch (template) {
            case DecisionDecoder.TEMPLATE_ID -> {
                decision.wrap(record, at, reader.blockLength(), reader.version());
                long h = StateHash.mix(StateHash.mix(effects, template), decision.result());
                yield StateHash.mix(StateHash.mix(h, decision.orderId()), decision.approvedE8());
            }
            case OrderRejectedDecoder.TEMPLATE_ID, CancelRejectedDecoder.TEMPLATE_ID ->
                StateHash.mix(StateHash.mix(effects, template), record.getLong(at, ByteOrder.LITTLE_ENDIAN));
            case OrderAcceptedDecoder.TEMPLATE_ID,
                    ExecutionDecoder.TEMPLATE_ID,
                    OrderCanceledDecoder.TEMPLATE_ID,
                    OrderReplacedDecoder.TEMPLATE_ID,
                    OrderTriggeredDecoder.TEMPLATE_ID,
                    DuplicateOrderDecoder.TEMPLATE_ID -> bytes(StateHash.mix(effects, template), record, at);
            default -> effects;
        };
    }

    private long bytes(long effects, DirectBuffer record, int at) {
        long h = effects;
        int end = at + reader.messageLength() - HEADER;
        for (int i = at; i < end; i++) {
            h = StateHash.mix(h, record.getByte(i));
        }
        return h;
    }
}
