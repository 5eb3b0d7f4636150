package io.ringfence.engine.execution;

import io.ringfence.engine.state.Order;
import org.jspecify.annotations.Nullable;

/**
 * What a venue did to orders, told in the order in which it happened.
 *
 * <p>The venue has already applied the change to the order ({@code cumE8}, {@code leavesE8}) and, where the order left
 * the book, unlinked it: it does not touch a resting order again after the call in which that order ended, so the
 * receiver may recycle it. The incoming order is recycled only after the venue's entry point has returned.
 */
public interface VenueEvents {
    /**
     * A trade between a resting and an incoming order.
     *
     * @param maker the resting order, or null where the counterparty is outside (paper venue)
     * @param taker the incoming order, or null where the aggressor is outside (paper venue)
     */
    void onTrade(@Nullable Order maker, @Nullable Order taker, long priceE8, long quantityE8);

    /** The rest of an order ended without a fill. */
    void onCanceled(Order order, byte reason);

    /** A stop fired and is now worked as a market or limit order. */
    void onTriggered(Order order);

    /** An order has new terms; what they cause (trades, a cancel) is told after this. */
    default void onReplaced(Order order) {}

    /** A resting order has less displayed size ahead of it than before. */
    default void onQueueAdvanced(Order order) {}

    byte CANCELED_BY_USER = 0;
    byte CANCELED_UNFILLED_IOC = 1;
    byte CANCELED_FOK = 2;
    byte CANCELED_NO_LIQUIDITY = 3;
    byte CANCELED_SELF_MATCH = 4;
    byte CANCELED_MIN_QUANTITY = 5;
    byte CANCELED_EXPIRED = 6;
    byte CANCELED_KILL = 7;
    byte CANCELED_MASS = 8;
    byte CANCELED_DEAD_MAN = 9;
    byte CANCELED_POST_ONLY = 10;
    byte CANCELED_BY_REPLACE = 11;
    /** The total size at the order's price would not fit a long. */
    byte CANCELED_SIZE_OVERFLOW = 12;
}
