package io.ringfence.engine.execution;

import io.ringfence.engine.execution.book.BookSide;
import io.ringfence.engine.execution.book.LevelPool;
import io.ringfence.engine.execution.book.StopGuard;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.PriceLevel;
import io.ringfence.engine.state.StateHash;
import io.ringfence.engine.state.VenueBook;
import io.ringfence.engine.state.VenueBookMemory;
import io.ringfence.engine.units.Fixed;

/**
 * Paper execution in one symbol (architecture.md section 5, gates.md section 9).
 *
 * <p>The marketable part of an order fills at the touch, up to the displayed size, which is then used up until the next
 * quote. The rest of a limit order waits and fills at its own price, in price-time order over all accounts: when a
 * quote crosses it, up to the displayed size, or when a trade prints through it, up to the traded size. At its own price
 * it fills only after the queue ahead of it has traded.
 */
final class PaperBook implements VenueBook {
    private static final long TRIGGER_TOUCH = 1;
    private static final long TRIGGER_MARK = 2;

    private final MarketData market;
    private final VenueEvents events;
    private final StopGuard guard;
    private final BookSide bids;
    private final BookSide asks;
    private final BookSide buyStops;
    private final BookSide sellStops;
    /** Displayed sizes that our own fills have not used up yet. */
    private long bidLeftE8;

    private long askLeftE8;
    private long stopTrigger;
    private long queueAheadPpm;

    PaperBook(MarketData market, LevelPool pool, VenueEvents events, StopGuard guard) {
        this.market = market;
        this.events = events;
        this.guard = guard;
        bids = BookSide.highestFirst(pool);
        asks = BookSide.lowestFirst(pool);
        buyStops = BookSide.lowestFirst(pool);
        sellStops = BookSide.highestFirst(pool);
    }

    void configure(long trigger, long queuePpm) {
        stopTrigger = trigger;
        queueAheadPpm = queuePpm;
    }

    /** The displayed sizes left, and how many orders joined each queue, which is what later ones are numbered by. */
    @Override
    public long hash(long seed) {
        long h = StateHash.add(StateHash.add(seed, bidLeftE8), askLeftE8);
        h = StateHash.add(StateHash.add(h, bids.arrivals()), asks.arrivals());
        return StateHash.add(StateHash.add(h, buyStops.arrivals()), sellStops.arrivals());
    }

    @Override
    public void save(VenueBookMemory memory) {
        memory.bidLeftE8 = bidLeftE8;
        memory.askLeftE8 = askLeftE8;
        memory.bidArrivals = bids.arrivals();
        memory.askArrivals = asks.arrivals();
        memory.buyStopArrivals = buyStops.arrivals();
        memory.sellStopArrivals = sellStops.arrivals();
    }

    @Override
    public void load(VenueBookMemory memory) {
        bidLeftE8 = memory.bidLeftE8;
        askLeftE8 = memory.askLeftE8;
        bids.restoreArrivals(memory.bidArrivals);
        asks.restoreArrivals(memory.askArrivals);
        buyStops.restoreArrivals(memory.buyStopArrivals);
        sellStops.restoreArrivals(memory.sellStopArrivals);
    }

    boolean restore(Order order) {
        return home(order).restore(order, isWaitingStop(order) ? order.stopPriceE8 : order.limitPriceE8);
    }

    BookSide side(byte side) {
        return side == Order.BUY ? bids : asks;
    }

    boolean wouldTake(Order order) {
        return !isWaitingStop(order) && touches(order.side, order.limitPriceE8);
    }

    private static boolean isWaitingStop(Order order) {
        return order.isStop() && !order.triggered;
    }

    /** Whether a limit, absent for market, reaches the displayed opposite touch. */
    private boolean touches(byte side, long limitE8) {
        long touch = side == Order.BUY ? market.askE8 : market.bidE8;
        if (touch == Fixed.ABSENT) {
            return false;
        }
        return limitE8 == Fixed.ABSENT || (side == Order.BUY ? limitE8 >= touch : limitE8 <= touch);
    }

    void submit(Order order) {
        if (isWaitingStop(order)) {
            if ((order.isBuy() ? buyStops : sellStops).tryAdd(order, order.stopPriceE8)) {
                fireStops();
            } else {
                end(order, VenueEvents.CANCELED_SIZE_OVERFLOW);
            }
        } else {
            work(order);
        }
    }

    private void work(Order order) {
        boolean takes = touches(order.side, order.limitPriceE8);
        long available = takes ? (order.isBuy() ? askLeftE8 : bidLeftE8) : 0;
        if (takes && order.hasFlag(Order.FLAG_POST_ONLY)) {
            end(order, VenueEvents.CANCELED_POST_ONLY);
            return;
        }
        if (order.timeInForce == Order.TIF_FOK && available < order.leavesE8) {
            end(order, VenueEvents.CANCELED_FOK);
            return;
        }
        boolean tooLittle = order.cumE8 == 0 && available < Math.min(order.minQuantityE8, order.leavesE8);
        if (available > 0 && tooLittle) {
            // As on the match venue: what could trade at once, but less than its minimum, ends untraded.
            end(order, VenueEvents.CANCELED_MIN_QUANTITY);
            return;
        }
        if (available > 0) {
            take(order, Math.min(available, order.leavesE8));
        }
        if (order.leavesE8 > 0) {
            rest(order, tooLittle);
        }
    }

    private void take(Order order, long quantityE8) {
        long price = order.isBuy() ? market.askE8 : market.bidE8;
        if (order.isBuy()) {
            askLeftE8 -= quantityE8;
        } else {
            bidLeftE8 -= quantityE8;
        }
        order.cumE8 += quantityE8;
        order.leavesE8 -= quantityE8;
        events.onTrade(null, order, price, quantityE8);
    }

    private void rest(Order order, boolean tooLittle) {
        boolean limited = order.type == Order.TYPE_LIMIT || order.type == Order.TYPE_STOP_LIMIT;
        if (!limited) {
            end(order, VenueEvents.CANCELED_NO_LIQUIDITY);
        } else if (order.timeInForce == Order.TIF_IOC || order.timeInForce == Order.TIF_FOK) {
            end(order, tooLittle ? VenueEvents.CANCELED_MIN_QUANTITY : VenueEvents.CANCELED_UNFILLED_IOC);
        } else {
            order.queueAheadE8 = queueAhead(order);
            if (!side(order.side).tryAdd(order, order.limitPriceE8)) {
                end(order, VenueEvents.CANCELED_SIZE_OVERFLOW);
            }
        }
    }

    /** Displayed size at the order's own price when it joins, times the configured share. */
    private long queueAhead(Order order) {
        long touch = order.isBuy() ? market.bidE8 : market.askE8;
        long displayed = order.isBuy() ? market.bidQuantityE8 : market.askQuantityE8;
        boolean joins = touch == order.limitPriceE8 && queueAheadPpm > 0;
        return joins ? Fixed.mulCeil(displayed, queueAheadPpm, Fixed.PPM) : 0;
    }

    void cancel(Order order, byte reason) {
        home(order).remove(order);
        end(order, reason);
    }

    private void end(Order order, byte reason) {
        events.onCanceled(order, reason);
    }

    private BookSide home(Order order) {
        if (isWaitingStop(order)) {
            return order.isBuy() ? buyStops : sellStops;
        }
        return side(order.side);
    }

    void replace(Order order, long quantityE8, long limitPriceE8, long stopPriceE8) {
        long limit = limitPriceE8 == Fixed.ABSENT ? order.limitPriceE8 : limitPriceE8;
        long stop = stopPriceE8 == Fixed.ABSENT ? order.stopPriceE8 : stopPriceE8;
        BookSide home = home(order);
        if (quantityE8 <= order.cumE8) {
            home.remove(order);
            order.quantityE8 = order.cumE8;
            order.leavesE8 = 0;
            events.onReplaced(order);
        } else if (limit == order.limitPriceE8 && stop == order.stopPriceE8 && quantityE8 <= order.quantityE8) {
            home.reduce(order, quantityE8 - order.cumE8);
            order.quantityE8 = quantityE8;
            events.onReplaced(order);
        } else {
            home.remove(order);
            order.quantityE8 = quantityE8;
            order.leavesE8 = quantityE8 - order.cumE8;
            order.limitPriceE8 = limit;
            order.stopPriceE8 = stop;
            events.onReplaced(order);
            submit(order);
        }
    }

    /** A new quote: both displayed sizes are fresh; resting orders that it crosses fill at their own price. */
    void onQuote() {
        bidLeftE8 = market.bidE8 == Fixed.ABSENT ? 0 : market.bidQuantityE8;
        askLeftE8 = market.askE8 == Fixed.ABSENT ? 0 : market.askQuantityE8;
        while (askLeftE8 > 0 && bids.best() != null && touches(Order.BUY, bids.bestPriceE8())) {
            askLeftE8 -= fillFirst(bids, askLeftE8);
        }
        while (bidLeftE8 > 0 && asks.best() != null && touches(Order.SELL, asks.bestPriceE8())) {
            bidLeftE8 -= fillFirst(asks, bidLeftE8);
        }
        fireStops();
    }

    /** A print: orders behind it (better priced) fill up to its size, those at its price after their queue. */
    void onTrade(long priceE8, long quantityE8) {
        long left = fillThrough(bids, priceE8, quantityE8, true);
        fillThrough(asks, priceE8, left, false);
        fireStops();
    }

    private long fillThrough(BookSide side, long priceE8, long quantityE8, boolean buys) {
        long left = quantityE8;
        PriceLevel best = side.best();
        while (left > 0 && best != null && (buys ? best.priceE8 > priceE8 : best.priceE8 < priceE8)) {
            left -= fillFirst(side, left);
            best = side.best();
        }
        if (left > 0 && best != null && best.priceE8 == priceE8) {
            left = fillAtPrice(side, best, left);
        }
        return left;
    }

    private long fillAtPrice(BookSide side, PriceLevel level, long quantityE8) {
        long left = quantityE8;
        Order order = level.first;
        while (order != null && left > 0) {
            Order next = order.nextInLevel;
            long waited = Math.min(order.queueAheadE8, quantityE8);
            if (waited > 0) {
                order.queueAheadE8 -= waited;
                events.onQueueAdvanced(order);
            }
            long reach = Math.min(left, quantityE8 - waited);
            if (order.queueAheadE8 == 0 && reach > 0) {
                left -= fill(side, order, reach);
            }
            order = next;
        }
        return left;
    }

    private long fillFirst(BookSide side, long upToE8) {
        PriceLevel level = side.best();
        Order order = level == null ? null : level.first;
        if (order == null) {
            throw new IllegalStateException("a level without orders stands in the book");
        }
        return fill(side, order, upToE8);
    }

    private long fill(BookSide side, Order order, long upToE8) {
        long quantity = Math.min(upToE8, order.leavesE8);
        long price = order.limitPriceE8;
        side.fill(order, quantity);
        events.onTrade(order, null, price, quantity);
        return quantity;
    }

    boolean isStopReached(byte side, long stopPriceE8) {
        long price = triggerPrice(side);
        return price != Fixed.ABSENT && (side == Order.BUY ? price >= stopPriceE8 : price <= stopPriceE8);
    }

    private long triggerPrice(byte side) {
        if (stopTrigger == TRIGGER_TOUCH) {
            return side == Order.BUY ? market.askE8 : market.bidE8;
        }
        return stopTrigger == TRIGGER_MARK ? market.markE8 : market.referenceE8;
    }

    /** Works every stop that the trigger price reaches and nothing holds back, by stop price, then age. */
    void fireStops() {
        fireSide(buyStops, Order.BUY);
        fireSide(sellStops, Order.SELL);
    }

    private void fireSide(BookSide stops, byte side) {
        PriceLevel level = stops.best();
        while (level != null && isStopReached(side, level.priceE8)) {
            Order stop = firstFree(level);
            if (stop == null) {
                level = level.worse;
                continue;
            }
            stops.remove(stop);
            stop.triggered = true;
            events.onTriggered(stop);
            work(stop);
            level = stops.best();
        }
    }

    private @org.jspecify.annotations.Nullable Order firstFree(PriceLevel level) {
        Order stop = level.first;
        while (stop != null && !guard.mayFire(stop)) {
            stop = stop.nextInLevel;
        }
        return stop;
    }
}
