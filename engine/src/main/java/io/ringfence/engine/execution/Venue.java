package io.ringfence.engine.execution;

import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.Order;

/**
 * Where approved orders are worked. Everything that happens is told through the {@link VenueEvents} given at
 * construction; the order has already been reserved and registered.
 */
public interface Venue {
    /** Prepares for an instrument that was just defined. */
    void define(Instrument instrument);

    /** Whether the order would trade at once (post-only). */
    boolean wouldTake(Order order);

    /** Whether the order would meet one of its own (self-match mode reject). */
    boolean wouldSelfMatch(Order order);

    /** Whether a stop at this price is through already (1026). */
    boolean isStopReached(int symbolId, byte side, long stopPriceE8);

    void submit(Order order);

    /** Puts an order of a snapshot back where it rested or waited, behind those put back before; false if it cannot. */
    boolean restore(Order order);

    void cancel(Order order, byte reason);

    /** Gives an order new terms; prices {@code Fixed.ABSENT} are unchanged. */
    void replace(Order order, long quantityE8, long limitPriceE8, long stopPriceE8);

    /** The journaled top of book changed. */
    void onQuote(Instrument instrument);

    /** A trade elsewhere printed. */
    void onTrade(Instrument instrument, long priceE8, long quantityE8);

    /** The reference changed without a trade. */
    void onReference(Instrument instrument);

    /** Something that holds stops back may have changed: status, data, kill state. */
    void recheckStops(Instrument instrument);

    /** Updates the market data that the venue itself makes; called after every command that touched the symbol. */
    void publishMarket(Instrument instrument, long nowNanos);
}
