package io.ringfence.engine.control;

import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.schema.FeedGapDecoder;
import io.ringfence.engine.schema.FxRateDecoder;
import io.ringfence.engine.schema.QuoteDecoder;
import io.ringfence.engine.schema.SymbolStatusDecoder;
import io.ringfence.engine.schema.TradeDecoder;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.units.Fixed;

/** Market data commands: they change marks and references, and may fill or trigger orders. O(1) per tick and order. */
public final class MarketFeed {
    private final EngineState state;
    private final Execution execution;

    public MarketFeed(EngineState state, Execution execution) {
        this.state = state;
        this.execution = execution;
    }

    public void quote(QuoteDecoder quote) {
        if (!state.instruments.has(quote.symbolId())) {
            return;
        }
        Instrument instrument = changing(quote.symbolId());
        long bid = positive(quote.bidE8());
        long ask = positive(quote.askE8());
        instrument.market.quote(
                bid, size(bid, quote.bidQuantityE8()), ask, size(ask, quote.askQuantityE8()), state.nowNanos);
        state.lastQuoteAtNanos = state.nowNanos;
        if (instrument.kind == Instrument.KIND_FX) {
            return;
        }
        long last = positive(quote.lastE8());
        if (last != Fixed.ABSENT) {
            instrument.market.reference(last, state.nowNanos);
        }
        execution.venue().onQuote(instrument);
        if (last != Fixed.ABSENT) {
            execution.venue().onReference(instrument);
        }
        execution.finish(instrument.symbolId);
    }

    private Instrument changing(int symbolId) {
        Instrument instrument = state.instruments.get(symbolId);
        state.changes.mark(instrument);
        return instrument;
    }

    private static long positive(long priceE8) {
        return priceE8 > 0 ? priceE8 : Fixed.ABSENT;
    }

    private static long size(long priceE8, long quantityE8) {
        return priceE8 == Fixed.ABSENT ? 0 : Math.max(0, quantityE8);
    }

    public void trade(TradeDecoder trade) {
        if (!state.instruments.has(trade.symbolId()) || trade.priceE8() <= 0) {
            return;
        }
        Instrument instrument = changing(trade.symbolId());
        instrument.market.reference(trade.priceE8(), state.nowNanos);
        execution.venue().onTrade(instrument, trade.priceE8(), Math.max(0, trade.quantityE8()));
        execution.venue().onReference(instrument);
        execution.finish(instrument.symbolId);
    }

    public void status(SymbolStatusDecoder status) {
        if (state.instruments.has(status.symbolId())) {
            Instrument instrument = changing(status.symbolId());
            instrument.market.status = status.status();
            recheck(instrument);
        }
    }

    public void gap(FeedGapDecoder gap) {
        if (state.instruments.has(gap.symbolId())) {
            Instrument instrument = changing(gap.symbolId());
            boolean healed = instrument.market.gapOpen && gap.open() == 0;
            instrument.market.gapOpen = gap.open() != 0;
            instrument.market.gapHealedAtNanos = healed ? state.nowNanos : instrument.market.gapHealedAtNanos;
            recheck(instrument);
        }
    }

    private void recheck(Instrument instrument) {
        if (instrument.kind == Instrument.KIND_TRADABLE) {
            execution.venue().recheckStops(instrument);
            execution.finish(instrument.symbolId);
        }
    }

    public void rate(FxRateDecoder rate) {
        if (state.instruments.has(rate.symbolId()) && rate.rateE8() > 0) {
            Instrument instrument = changing(rate.symbolId());
            instrument.market.quote(rate.rateE8(), 0, rate.rateE8(), 0, state.nowNanos);
        }
    }
}
