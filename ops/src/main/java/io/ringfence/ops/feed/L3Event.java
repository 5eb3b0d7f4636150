package io.ringfence.ops.feed;

/**
 * One order-by-order event of an exchange.
 *
 * @param bidId the buying order's id (for ADD and DELETE of a buy order, its id; 0 for a sell order)
 * @param offerId the selling order's id, likewise
 */
public record L3Event(
        long sequence, long timestampNanos, Action action, long bidId, long offerId, long priceE8, long quantityE8) {

    public enum Action {
        /** A new resting order, or what an aggressor left over. */
        ADD,
        /** What was left of a resting order is withdrawn. */
        DELETE,
        TRADE_BUYER_AGGRESSOR,
        TRADE_SELLER_AGGRESSOR,
        TRADE_AUCTION
    }

    public boolean isTrade() {
        return action.compareTo(Action.TRADE_BUYER_AGGRESSOR) >= 0;
    }

    public boolean isContinuousTrade() {
        return action == Action.TRADE_BUYER_AGGRESSOR || action == Action.TRADE_SELLER_AGGRESSOR;
    }

    /** Of an ADD or DELETE: whether the order buys. */
    public boolean isBuy() {
        return bidId != 0;
    }

    /** Of an ADD or DELETE: the order's id. */
    public long orderId() {
        return isBuy() ? bidId : offerId;
    }

    public long aggressorId() {
        return action == Action.TRADE_BUYER_AGGRESSOR ? bidId : offerId;
    }

    public long passiveId() {
        return action == Action.TRADE_BUYER_AGGRESSOR ? offerId : bidId;
    }
}
