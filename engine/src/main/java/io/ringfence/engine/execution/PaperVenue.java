package io.ringfence.engine.execution;

import io.ringfence.engine.execution.book.BookSide;
import io.ringfence.engine.execution.book.LevelPool;
import io.ringfence.engine.execution.book.StopGuard;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.Order;
import java.util.Arrays;

/** Simulated execution against the journaled market-data book, one {@link PaperBook} per symbol. */
public final class PaperVenue implements Venue {
    private final EngineState state;
    private final VenueEvents events;
    private final StopGuard guard;
    private final LevelPool pool = new LevelPool(1024);
    private PaperBook[] books = new PaperBook[16];

    public PaperVenue(EngineState state, VenueEvents events, StopGuard guard) {
        this.state = state;
        this.events = events;
        this.guard = guard;
    }

    @Override
    public void define(Instrument instrument) {
        if (instrument.symbolId >= books.length) {
            books = Arrays.copyOf(books, instrument.symbolId * 2);
        }
        PaperBook book = new PaperBook(instrument.market, pool, events, guard);
        books[instrument.symbolId] = book;
        instrument.venueBook = book;
    }

    private PaperBook book(int symbolId) {
        PaperBook book = books[symbolId];
        book.configure(state.setting(EngineSetting.STOP_TRIGGER), state.setting(EngineSetting.PAPER_QUEUE_AHEAD));
        return book;
    }

    @Override
    public boolean wouldTake(Order order) {
        return book(order.symbolId).wouldTake(order);
    }

    /** Orders of one desk never meet on the paper venue: they trade with the journaled market only. */
    @Override
    public boolean wouldSelfMatch(Order order) {
        return false;
    }

    @Override
    public boolean isStopReached(int symbolId, byte side, long stopPriceE8) {
        return book(symbolId).isStopReached(side, stopPriceE8);
    }

    @Override
    public void submit(Order order) {
        book(order.symbolId).submit(order);
    }

    @Override
    public boolean restore(Order order) {
        return book(order.symbolId).restore(order);
    }

    @Override
    public void cancel(Order order, byte reason) {
        book(order.symbolId).cancel(order, reason);
    }

    @Override
    public void replace(Order order, long quantityE8, long limitPriceE8, long stopPriceE8) {
        book(order.symbolId).replace(order, quantityE8, limitPriceE8, stopPriceE8);
    }

    @Override
    public void onQuote(Instrument instrument) {
        book(instrument.symbolId).onQuote();
    }

    @Override
    public void onTrade(Instrument instrument, long priceE8, long quantityE8) {
        book(instrument.symbolId).onTrade(priceE8, quantityE8);
    }

    @Override
    public void onReference(Instrument instrument) {
        book(instrument.symbolId).fireStops();
    }

    @Override
    public void recheckStops(Instrument instrument) {
        book(instrument.symbolId).fireStops();
    }

    @Override
    public void publishMarket(Instrument instrument, long nowNanos) {
        // the market data of the paper venue come from the feed alone
    }

    /** Resting orders of one side, for queries. */
    public BookSide resting(int symbolId, byte side) {
        return books[symbolId].side(side);
    }
}
