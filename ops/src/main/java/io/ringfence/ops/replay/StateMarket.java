package io.ringfence.ops.replay;

import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.state.RhoMatrix;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.json.Words;
import java.io.IOException;

/** Instruments with their market data, and the correlations between them. */
final class StateMarket {
    private final EngineState state;
    private final StateWriter out;

    StateMarket(EngineState state, StateWriter out) {
        this.state = state;
        this.out = out;
    }

    void write() throws IOException {
        out.array("instruments");
        for (int i = 0; i < state.instruments.count(); i++) {
            instrument(state.instruments.get(i));
        }
        out.end();
        out.object("correlation");
        out.wide("next_sample_t", state.nextSampleNanos);
        out.array("pairs");
        for (int a = 0; a < state.instruments.count(); a++) {
            for (int b = a + 1; b < state.instruments.count(); b++) {
                pair(a, b);
            }
        }
        out.end();
        out.end();
    }

    private void instrument(Instrument instrument) throws IOException {
        MarketData market = instrument.market;
        out.object()
                .text("symbol", instrument.name)
                .text("kind", Words.INSTRUMENT_KIND.of(instrument.kind))
                .currency("quote_currency", instrument.quoteCurrency)
                .decimal("tick", instrument.tickE8)
                .decimal("lot", instrument.lotE8)
                .decimal("min_qty", instrument.minQuantityE8)
                .decimal("venue_max_qty", instrument.venueMaxQuantityE8)
                .decimal("min_notional", instrument.minNotionalE8)
                .number("collar_bps", instrument.collarBps)
                .text("status", Words.STATUS.of(market.status))
                .text("kill", KillLevel.name(instrument.killLevel))
                .decimal("bid", market.bidE8)
                .decimal("bid_qty", market.bidE8 == Fixed.ABSENT ? Fixed.ABSENT : market.bidQuantityE8)
                .decimal("ask", market.askE8)
                .decimal("ask_qty", market.askE8 == Fixed.ABSENT ? Fixed.ABSENT : market.askQuantityE8)
                .wide("book_t", market.bookAtNanos)
                .wide("book_seq", market.bookSequence)
                .flag("book_ages", market.bookAges)
                .decimal("mark", market.markE8)
                .decimal("reference", market.referenceE8)
                .wide("reference_t", market.referenceAtNanos)
                .flag("reference_ages", market.referenceAges)
                .flag("seeded", market.seeded)
                .flag("gap", market.gapOpen)
                .wide("gap_healed_t", market.gapHealedAtNanos)
                .end();
    }

    /** A pair of which nothing is known says nothing; gate 8 uses the default of the account for it. */
    private void pair(int a, int b) throws IOException {
        RhoMatrix rho = state.rho;
        int configured = rho.configuredPpm(a, b);
        int samples = rho.samples(a, b);
        if (configured == RhoMatrix.UNSET && samples == 0) {
            return;
        }
        out.object().text("first", state.instruments.get(a).name).text("second", state.instruments.get(b).name);
        if (configured != RhoMatrix.UNSET) {
            out.number("configured_ppm", configured);
        }
        if (rho.estimatePpm(a, b) != RhoMatrix.UNSET) {
            out.number("estimate_ppm", rho.estimatePpm(a, b));
        }
        out.number("samples", samples)
                .wide("covariance", rho.covariance(a, b))
                .wide("variance_first", rho.varianceFirst(a, b))
                .wide("variance_second", rho.varianceSecond(a, b))
                .end();
    }
}
