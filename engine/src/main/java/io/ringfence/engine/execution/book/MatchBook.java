package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.BookSide.NO_PRICE;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.StateHash;
import io.ringfence.engine.state.VenueBook;
import io.ringfence.engine.state.VenueBookMemory;

/**
 * Price-time-priority limit order book of one symbol.
 *
 * <p>Each entry point tells everything it caused through {@link VenueEvents} before it returns, in the order in which it
 * happened, and does not touch an order after the event that ended it. The receiver must not call back into the book.
 * Trades are at the resting order's price. Stops that fire on the way are worked after the incoming order is done, one
 * after the other in the order in which they fired, and so are those they fire in turn.
 *
 * <p>Settled here, where FIX 4.4 leaves room:
 *
 * <ul>
 *   <li>MARKET, and STOP once fired, never rest. A limit price on one bounds what it pays (a protective limit).
 *   <li>The minimum quantity (FIX 110) binds the first execution, as a taker: an order that could trade at once, but less
 *       than its minimum, ends untraded, since resting it would cross the book. One that cannot trade at all ends if it
 *       is IOC, FOK or MARKET and rests if not; once it rests, incoming orders trade with it in any quantity.
 *   <li>A replacement keeps its place if only the quantity falls. Otherwise it joins the end of the queue at its price and
 *       is treated as incoming, so it may trade, or end as FOK, post-only and self-match rules say. A total at or below
 *       the filled quantity fills the order. This holds for waiting stops too.
 *   <li>Quantity or price rules of the instrument, 1019 and 1026 are for validation before submission, but a post-only
 *       order that would take ends with {@code CANCELED_POST_ONLY}, and a stop whose price is already reached fires.
 * </ul>
 */
public final class MatchBook implements VenueBook {
    private final BookSide bids;
    private final BookSide asks;
    private final StopBook stops;
    private final Matcher matcher;

    public MatchBook(LevelPool pool, StopTrigger stopTrigger, StopGuard stopGuard) {
        bids = BookSide.highestFirst(pool);
        asks = BookSide.lowestFirst(pool);
        stops = new StopBook(pool, stopTrigger, stopGuard);
        matcher = new Matcher(bids, asks, stops);
    }

    @Override
    public void save(VenueBookMemory memory) {
        memory.lastTradeE8 = matcher.lastTradePriceE8();
        memory.bidArrivals = bids.arrivals();
        memory.askArrivals = asks.arrivals();
        stops.save(memory);
    }

    @Override
    public void load(VenueBookMemory memory) {
        matcher.restoreLastTrade(memory.lastTradeE8);
        bids.restoreArrivals(memory.bidArrivals);
        asks.restoreArrivals(memory.askArrivals);
        stops.load(memory);
    }

    /** Puts an order of a snapshot back where it rested or waited; false if it cannot have been there. */
    public boolean restore(Order order) {
        return home(order).restore(order, isWaitingStop(order) ? order.stopPriceE8 : order.limitPriceE8);
    }

    /** The last trade, what the stops compare with, and how many orders joined each queue. */
    @Override
    public long hash(long seed) {
        long h = stops.hash(StateHash.add(seed, matcher.lastTradePriceE8()));
        return StateHash.add(StateHash.add(h, bids.arrivals()), asks.arrivals());
    }

    public void submit(Order order, VenueEvents events) {
        enter(order, events);
        settle(events);
    }

    /** Ends an order that rests or waits here; the reason is one of {@code VenueEvents.CANCELED_*}. */
    public void cancel(Order order, byte reason, VenueEvents events) {
        home(order).remove(order);
        Matcher.end(order, reason, events);
        settle(events);
    }

    /**
     * Changes an order that rests or waits here. {@link VenueEvents#onReplaced} comes before whatever the new terms cause.
     *
     * @param quantityE8 the new total, filled part included
     * @param limitPriceE8 {@link BookSide#NO_PRICE} keeps the limit price
     * @param stopPriceE8 {@link BookSide#NO_PRICE} keeps the stop price
     */
    public void replace(Order order, long quantityE8, long limitPriceE8, long stopPriceE8, VenueEvents events) {
        long newLimitE8 = limitPriceE8 == NO_PRICE ? order.limitPriceE8 : limitPriceE8;
        long newStopE8 = stopPriceE8 == NO_PRICE ? order.stopPriceE8 : stopPriceE8;
        boolean samePrices = newLimitE8 == order.limitPriceE8 && newStopE8 == order.stopPriceE8;
        BookSide home = home(order);
        if (quantityE8 <= order.cumE8) {
            home.remove(order);
            order.quantityE8 = order.cumE8;
            order.leavesE8 = 0;
            events.onReplaced(order);
        } else if (samePrices && quantityE8 <= order.quantityE8) {
            home.reduce(order, quantityE8 - order.cumE8);
            order.quantityE8 = quantityE8;
            events.onReplaced(order);
        } else {
            home.remove(order);
            order.quantityE8 = quantityE8;
            order.leavesE8 = quantityE8 - order.cumE8;
            order.limitPriceE8 = newLimitE8;
            order.stopPriceE8 = newStopE8;
            events.onReplaced(order);
            enter(order, events);
        }
        settle(events);
    }

    /** Whether an order with this limit, {@link BookSide#NO_PRICE} for market, would trade at once. */
    public boolean wouldTake(byte side, long limitPriceE8) {
        return matcher.opposite(side).bestReaches(limitPriceE8);
    }

    public boolean wouldTake(Order order) {
        return !isWaitingStop(order) && wouldTake(order.side, order.limitPriceE8);
    }

    /** Whether an order would meet one with its own {@code smpId} before it is filled; false where its mode is NONE. */
    public boolean wouldSelfMatch(Order order) {
        return wouldSelfMatch(order, order.limitPriceE8, order.leavesE8);
    }

    /** As {@link #wouldSelfMatch(Order)}, for an order that is about to be replaced. */
    public boolean wouldSelfMatch(Order order, long limitPriceE8, long leavesE8) {
        return order.smpMode != Order.SMP_NONE
                && !isWaitingStop(order)
                && Liquidity.meetsOwn(matcher.opposite(order.side), order, limitPriceE8, leavesE8);
    }

    /** Whether a stop at this price is through already (1026). */
    public boolean isStopReached(byte side, long stopPriceE8) {
        return stops.isReached(side, stopPriceE8);
    }

    /**
     * Tells a trigger price from outside and works the stops that it fires; ignored unless the symbol's stops listen to
     * this source.
     *
     * @param buyPriceE8 what stops to buy are compared with; {@link BookSide#NO_PRICE} if there is none now
     * @param sellPriceE8 the same for stops to sell
     */
    public void onPrice(StopTrigger source, long buyPriceE8, long sellPriceE8, VenueEvents events) {
        stops.observeExternal(source, buyPriceE8, sellPriceE8);
        settle(events);
    }

    /** With TOUCH and MARK: whether {@link #onPrice} tells the prices, so that this book's own do not count. */
    public void setExternalPrices(boolean external) {
        stops.setExternalPrices(external);
    }

    /** Whether a feed quotes the symbol, so that its prices win over the book's own. */
    public boolean hasExternalPrices() {
        return stops.hasExternalPrices();
    }

    /** Seeds the last trade where trading starts from a known reference. Fires nothing. */
    public void openAt(long referencePriceE8) {
        matcher.openAt(referencePriceE8);
    }

    /** Lets no stop fire, while trading is halted or the market data cannot be trusted. */
    public void holdStops() {
        stops.hold(true);
    }

    /**
     * Lets stops fire again and works those that the latest price reaches; what was reached only in between is not made
     * up for.
     */
    public void releaseStops(VenueEvents events) {
        stops.hold(false);
        recheckStops(events);
    }

    /** To be called when a {@link StopGuard} has let go of a stop: works those that the latest price reaches. */
    public void recheckStops(VenueEvents events) {
        stops.fireReached();
        settle(events);
    }

    /** {@link BookSide#NO_PRICE} before the first trade. */
    public long lastTradePriceE8() {
        return matcher.lastTradePriceE8();
    }

    public BookSide bids() {
        return bids;
    }

    public BookSide asks() {
        return asks;
    }

    /** Stops of one side that still wait, by stop price. */
    public BookSide waitingStops(byte side) {
        return stops.side(side);
    }

    private void enter(Order order, VenueEvents events) {
        if (!isWaitingStop(order)) {
            matcher.work(order, events);
        } else if (!stops.side(order.side).tryAdd(order, order.stopPriceE8)) {
            Matcher.end(order, VenueEvents.CANCELED_SIZE_OVERFLOW, events);
        } else if (stops.isReached(order.side, order.stopPriceE8)) {
            stops.fireReached();
        }
    }

    /** Works what fired until nothing more does. Ends, because each stop fires once. */
    private void settle(VenueEvents events) {
        stops.observeBook(bids, asks);
        Order fired = stops.pollFired();
        while (fired != null) {
            fired.triggered = true;
            events.onTriggered(fired);
            matcher.work(fired, events);
            stops.observeBook(bids, asks);
            fired = stops.pollFired();
        }
    }

    private BookSide home(Order order) {
        return isWaitingStop(order) ? stops.side(order.side) : matcher.own(order.side);
    }

    private static boolean isWaitingStop(Order order) {
        return order.isStop() && !order.triggered;
    }
}
