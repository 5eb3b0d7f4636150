package io.ringfence.ops.counterfactual;

import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.DuplicateOrderDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.ops.replay.CommandRecords;
import org.agrona.DirectBuffer;

/** What came of one new order or replace: the decision of the gates, or the refusal by validation before them. */
final class Outcome {
    private static final int HEADER = 8;
    private static final int DUPLICATE_CODE = 1015;

    private final RecordReader reader = new RecordReader();
    private final DecisionDecoder decision = new DecisionDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    private final CancelRejectedDecoder cancelRejected = new CancelRejectedDecoder();

    /** Whether the command asked for a decision at all. */
    boolean asked;

    boolean isReplace;
    long orderId;
    byte result;
    int code;
    int gate;
    long quantityE8;
    long approvedE8;

    boolean isApproved() {
        return result == Decision.APPROVE || result == Decision.REDUCE_SIZE;
    }

    boolean sameAs(Outcome that) {
        return result == that.result && approvedE8 == that.approvedE8;
    }

    /** Reads the records of one command. */
    void read(CommandRecords records, long sequence) {
        asked = false;
        isReplace = false;
        orderId = sequence;
        result = Decision.NONE;
        code = 0;
        gate = 0;
        quantityE8 = 0;
        approvedE8 = 0;
        for (int i = 0; i < records.count(); i++) {
            reader.wrap(records.buffer(), records.offset(i), records.length(i));
            if (i == 0 && reader.next()) {
                isReplace = reader.templateId() == ReplaceOrderDecoder.TEMPLATE_ID;
                asked = isReplace || reader.templateId() == NewOrderDecoder.TEMPLATE_ID;
            }
            while (asked && reader.next()) {
                event(reader.record(), reader.messageOffset() + HEADER);
            }
        }
    }

    private void event(DirectBuffer buffer, int at) {
        int block = reader.blockLength();
        int version = reader.version();
        switch (reader.templateId()) {
            case DecisionDecoder.TEMPLATE_ID -> {
                decision.wrap(buffer, at, block, version);
                orderId = decision.orderId();
                result = decision.result();
                code = decision.primaryCode();
                gate = decision.primaryGate();
                quantityE8 = decision.quantityE8();
                approvedE8 = decision.approvedE8();
            }
            case OrderRejectedDecoder.TEMPLATE_ID ->
                refused(rejected.wrap(buffer, at, block, version).code());
            case CancelRejectedDecoder.TEMPLATE_ID -> {
                cancelRejected.wrap(buffer, at, block, version);
                orderId = cancelRejected.orderId();
                refused(cancelRejected.code());
            }
            case DuplicateOrderDecoder.TEMPLATE_ID -> refused(DUPLICATE_CODE);
            default -> {}
        }
    }

    private void refused(int reason) {
        if (result == Decision.NONE) {
            result = Decision.REJECT;
            code = reason;
        }
    }
}
