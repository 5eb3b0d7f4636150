package io.ringfence.engine.execution;

import io.ringfence.engine.execution.book.BookSide;
import io.ringfence.engine.execution.book.LevelPool;
import io.ringfence.engine.execution.book.MatchBook;
import io.ringfence.engine.execution.book.StopGuard;
import io.ringfence.engine.execution.book.StopTrigger;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;
import java.util.Arrays;

/**
 * The core as its own venue: accounts trade with each other in one {@link MatchBook} per symbol. Marks come from an
 * external quote where there is one, else from the book itself (gates.md section 9, "Marks").
 */
public final class MatchVenue implements Venue {
    private final EngineState state;
    private final VenueEvents events;
    private final StopGuard guard;
    private final LevelPool pool = new LevelPool(1024);
    private MatchBook[] books = new MatchBook[16];

    public MatchVenue(EngineState state, VenueEvents events, StopGuard guard) {
        this.state = state;
        this.events = events;
        this.guard = guard;
    }

    @Override
    public void define(Instrument instrument) {
        int id = instrument.symbolId;
        if (id >= books.length) {
            books = Arrays.copyOf(books, id * 2);
        }
        StopTrigger trigger = trigger((int) state.setting(EngineSetting.STOP_TRIGGER));
        MatchBook book = new MatchBook(pool, trigger, guard);
        books[id] = book;
        instrument.venueBook = book;
        MarketData market = instrument.market;
        if (market.referenceE8 != Fixed.ABSENT) {
            book.openAt(market.referenceE8);
            market.seeded = true;
        }
    }

    private static StopTrigger trigger(int setting) {
        return switch (setting) {
            case 1 -> StopTrigger.TOUCH;
            case 2 -> StopTrigger.MARK;
            default -> StopTrigger.LAST;
        };
    }

    public MatchBook book(int symbolId) {
        return books[symbolId];
    }

    @Override
    public boolean wouldTake(Order order) {
        return books[order.symbolId].wouldTake(order);
    }

    @Override
    public boolean wouldSelfMatch(Order order) {
        return books[order.symbolId].wouldSelfMatch(order);
    }

    @Override
    public boolean isStopReached(int symbolId, byte side, long stopPriceE8) {
        return books[symbolId].isStopReached(side, stopPriceE8);
    }

    @Override
    public void submit(Order order) {
        books[order.symbolId].submit(order, events);
    }

    @Override
    public boolean restore(Order order) {
        return books[order.symbolId].restore(order);
    }

    @Override
    public void cancel(Order order, byte reason) {
        books[order.symbolId].cancel(order, reason, events);
    }

    @Override
    public void replace(Order order, long quantityE8, long limitPriceE8, long stopPriceE8) {
        books[order.symbolId].replace(order, quantityE8, limitPriceE8, stopPriceE8, events);
    }

    @Override
    public void onQuote(Instrument instrument) {
        int id = instrument.symbolId;
        instrument.market.bookAges = true;
        instrument.market.seeded = false;
        books[id].setExternalPrices(true);
        MarketData market = instrument.market;
        books[id].onPrice(StopTrigger.TOUCH, market.askE8, market.bidE8, events);
        books[id].onPrice(StopTrigger.MARK, market.markE8, market.markE8, events);
    }

    @Override
    public void onTrade(Instrument instrument, long priceE8, long quantityE8) {
        // a print elsewhere is a reference; trades of this venue happen in its own book
    }

    @Override
    public void onReference(Instrument instrument) {
        // the book's own trades trigger its stops
    }

    @Override
    public void recheckStops(Instrument instrument) {
        books[instrument.symbolId].recheckStops(events);
    }

    @Override
    public void publishMarket(Instrument instrument, long nowNanos) {
        int id = instrument.symbolId;
        MarketData market = instrument.market;
        MatchBook book = books[id];
        if (book.hasExternalPrices()) {
            return;
        }
        long last = book.lastTradePriceE8();
        if (last != BookSide.NO_PRICE) {
            market.reference(last, nowNanos);
            market.referenceAges = false;
        }
        BookSide bids = book.bids();
        BookSide asks = book.asks();
        if (!bids.isEmpty() && !asks.isEmpty()) {
            market.bookAges = false;
            market.quote(
                    bids.bestPriceE8(), bids.bestQuantityE8(), asks.bestPriceE8(), asks.bestQuantityE8(), nowNanos);
        }
    }
}
