package io.ringfence.engine.execution.book;

import static io.ringfence.engine.execution.book.BookSide.NO_PRICE;

import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.PriceLevel;
import io.ringfence.engine.state.StateHash;
import io.ringfence.engine.state.VenueBookMemory;
import org.jspecify.annotations.Nullable;

/**
 * Stops that wait for their price, and a queue of those that fired and are still to be worked.
 *
 * <p>A stop to buy fires when its reference is at or above its stop price, one to sell at or below. Stops fire in the
 * order in which the market reaches them: nearest stop price first, at one price the oldest first, and where one
 * reference reaches both sides (after a hold) those to buy before those to sell.
 */
final class StopBook {
    private StopTrigger trigger;
    private final StopGuard guard;
    private final BookSide buys;
    private final BookSide sells;

    private long buyReferenceE8 = NO_PRICE;
    private long sellReferenceE8 = NO_PRICE;
    private boolean externalPrices;
    private boolean held;

    private @Nullable Order firstFired;
    private @Nullable Order lastFired;

    StopBook(LevelPool pool, StopTrigger trigger, StopGuard guard) {
        this.trigger = trigger;
        this.guard = guard;
        this.buys = BookSide.lowestFirst(pool);
        this.sells = BookSide.highestFirst(pool);
    }

    long hash(long seed) {
        long h = StateHash.add(StateHash.add(seed, buyReferenceE8), sellReferenceE8);
        h = StateHash.add(StateHash.add(StateHash.add(h, trigger.number), externalPrices), held);
        return StateHash.add(StateHash.add(h, buys.arrivals()), sells.arrivals());
    }

    void save(VenueBookMemory memory) {
        memory.stopTrigger = trigger.number;
        memory.buyReferenceE8 = buyReferenceE8;
        memory.sellReferenceE8 = sellReferenceE8;
        memory.externalPrices = externalPrices;
        memory.stopsHeld = held;
        memory.buyStopArrivals = buys.arrivals();
        memory.sellStopArrivals = sells.arrivals();
    }

    void load(VenueBookMemory memory) {
        trigger = StopTrigger.of(memory.stopTrigger);
        buyReferenceE8 = memory.buyReferenceE8;
        sellReferenceE8 = memory.sellReferenceE8;
        externalPrices = memory.externalPrices;
        held = memory.stopsHeld;
        buys.restoreArrivals(memory.buyStopArrivals);
        sells.restoreArrivals(memory.sellStopArrivals);
    }

    boolean hasExternalPrices() {
        return externalPrices;
    }

    BookSide side(byte side) {
        return side == Order.BUY ? buys : sells;
    }

    void hold(boolean hold) {
        held = hold;
    }

    void setExternalPrices(boolean external) {
        externalPrices = external;
    }

    /** Whether a stop with this price would fire at once. */
    boolean isReached(byte side, long stopPriceE8) {
        long reference = side == Order.BUY ? buyReferenceE8 : sellReferenceE8;
        if (reference == NO_PRICE) {
            return false;
        }
        return side == Order.BUY ? stopPriceE8 <= reference : stopPriceE8 >= reference;
    }

    /** Takes note of a trade on this book. */
    void observeTrade(long priceE8) {
        if (trigger == StopTrigger.LAST) {
            observe(priceE8, priceE8);
        }
    }

    /** Takes note of this book's best prices, which count unless others come from outside. */
    void observeBook(BookSide bids, BookSide asks) {
        if (trigger == StopTrigger.LAST || externalPrices) {
            return;
        }
        long bidE8 = bids.bestPriceE8();
        long askE8 = asks.bestPriceE8();
        if (trigger == StopTrigger.TOUCH) {
            observe(askE8, bidE8);
        } else if (bidE8 != NO_PRICE && askE8 != NO_PRICE) {
            long midE8 = (bidE8 & askE8) + ((bidE8 ^ askE8) >> 1); // floor of the mean, which cannot overflow
            observe(midE8, midE8);
        }
    }

    void observeExternal(StopTrigger source, long buyPriceE8, long sellPriceE8) {
        if (source == trigger) {
            observe(buyPriceE8, sellPriceE8);
        }
    }

    /** Starts from a known last trade; nothing waits yet that it could fire. */
    void openAt(long lastPriceE8) {
        if (trigger == StopTrigger.LAST) {
            buyReferenceE8 = lastPriceE8;
            sellReferenceE8 = lastPriceE8;
        }
    }

    void fireReached() {
        if (held) {
            return;
        }
        if (isAnyReached(buys, buyReferenceE8)) {
            fire(buys, buyReferenceE8);
        }
        if (isAnyReached(sells, sellReferenceE8)) {
            fire(sells, sellReferenceE8);
        }
    }

    @Nullable
    Order pollFired() {
        Order order = firstFired;
        if (order != null) {
            firstFired = order.nextInLevel;
            order.nextInLevel = null;
            if (firstFired == null) {
                lastFired = null;
            }
        }
        return order;
    }

    private void observe(long buyPriceE8, long sellPriceE8) {
        buyReferenceE8 = buyPriceE8;
        sellReferenceE8 = sellPriceE8;
        fireReached();
    }

    private static boolean isAnyReached(BookSide stops, long referenceE8) {
        return referenceE8 != NO_PRICE && stops.bestReaches(referenceE8);
    }

    private void fire(BookSide stops, long referenceE8) {
        PriceLevel level = stops.best();
        while (level != null && stops.reaches(level, referenceE8)) {
            // The level goes back to the pool with its last stop.
            PriceLevel nextLevel = level.worse;
            Order order = level.first;
            while (order != null) {
                Order nextOrder = order.nextInLevel;
                if (guard.mayFire(order)) {
                    stops.remove(order);
                    enqueue(order);
                }
                order = nextOrder;
            }
            level = nextLevel;
        }
    }

    private void enqueue(Order order) {
        if (lastFired == null) {
            firstFired = order;
        } else {
            lastFired.nextInLevel = order;
        }
        lastFired = order;
    }
}
