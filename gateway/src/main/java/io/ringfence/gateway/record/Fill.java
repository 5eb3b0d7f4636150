package io.ringfence.gateway.record;

import io.ringfence.engine.schema.ExecutionDecoder;

/** One execution of one order. */
public record Fill(
        long sequence,
        int ordinal,
        long timestampNanos,
        long orderId,
        int accountId,
        int symbolId,
        byte side,
        byte liquidity,
        long priceE8,
        long quantityE8,
        long cumE8,
        long leavesE8,
        long feeE8) {
    /** What an execution in a record tells. */
    public static Fill of(CommitRecord record, ExecutionDecoder event) {
        return new Fill(
                record.sequence(),
                event.ordinal(),
                record.timestampNanos(),
                event.orderId(),
                event.accountId(),
                event.symbolId(),
                event.side(),
                event.liquidity(),
                event.priceE8(),
                event.quantityE8(),
                event.cumE8(),
                event.leavesE8(),
                event.feeE8());
    }

    /** Unique and in order: the command's sequence, then its place in the record. */
    public String execId() {
        return sequence + "-" + ordinal;
    }
}
