package io.ringfence.gateway.record;

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
    /** Unique and in order: the command's sequence, then its place in the record. */
    public String execId() {
        return sequence + "-" + ordinal;
    }
}
