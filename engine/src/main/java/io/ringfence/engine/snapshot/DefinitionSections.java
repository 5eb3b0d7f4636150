package io.ringfence.engine.snapshot;

import io.ringfence.engine.snapshot.schema.CorrelationSectionEncoder;
import io.ringfence.engine.snapshot.schema.CurrencyRateSectionEncoder;
import io.ringfence.engine.snapshot.schema.EngineSectionEncoder;
import io.ringfence.engine.snapshot.schema.InstrumentSectionEncoder;
import io.ringfence.engine.snapshot.schema.SampledMidSectionEncoder;
import io.ringfence.engine.snapshot.schema.SessionSectionEncoder;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillStates;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.state.PastPrice;
import io.ringfence.engine.state.RhoMatrix;
import io.ringfence.engine.state.VenueBookMemory;
import java.util.ArrayList;
import java.util.List;

/** Writes what belongs to no account: settings, kill levels, instruments with their markets, rates, correlations. */
final class DefinitionSections {
    private final EngineState state;
    private final SectionOut out;

    DefinitionSections(EngineState state, SectionOut out) {
        this.state = state;
        this.out = out;
    }

    void write() {
        engine();
        sessions();
        for (int i = 0; i < state.instruments.count(); i++) {
            instrument(state.instruments.get(i));
        }
        rates();
        correlations();
        mids();
    }

    private void engine() {
        EngineSetting[] settings = EngineSetting.values();
        KillStates kill = state.kill;
        EngineSectionEncoder section = new EngineSectionEncoder();
        EngineSectionEncoder.SettingsEncoder rows = section.wrapAndApplyHeader(out.buffer(), 0, out.header())
                .lastQuoteAtNanos(state.lastQuoteAtNanos)
                .nextSampleNanos(state.nextSampleNanos)
                .lastSweepNanos(state.lastSweepNanos)
                .nextDeadManNanos(state.nextDeadManNanos)
                .configVersion(state.configVersion)
                .limitsVersion(state.limitsVersion)
                .sweepCursor(state.sweepCursor)
                .globalLevel(kill.global)
                .venueLevel(kill.venue)
                .recovering(Flag.of(kill.recovering))
                .unknown(Flag.of(kill.unknown))
                .settingsCount(settings.length);
        for (EngineSetting setting : settings) {
            rows.next().settingId(setting.id).settingValue(state.setting(setting));
        }
        out.emit(section.encodedLength());
    }

    private void sessions() {
        int[] ids = state.kill.restrictedSessions();
        SessionSectionEncoder section = new SessionSectionEncoder();
        int most = SectionOut.rowsThatFit(
                SessionSectionEncoder.BLOCK_LENGTH, SessionSectionEncoder.RowsEncoder.sbeBlockLength());
        for (int from = 0; from < ids.length; from += most) {
            int count = Math.min(most, ids.length - from);
            SessionSectionEncoder.RowsEncoder rows =
                    section.wrapAndApplyHeader(out.buffer(), 0, out.header()).rowsCount(count);
            for (int i = from; i < from + count; i++) {
                rows.next().sessionId(ids[i]).level(state.kill.session(ids[i]));
            }
            out.emit(section.encodedLength());
        }
    }

    private void instrument(Instrument instrument) {
        InstrumentSectionEncoder section = new InstrumentSectionEncoder();
        section.wrapAndApplyHeader(out.buffer(), 0, out.header())
                .symbolId(instrument.symbolId)
                .kind(instrument.kind)
                .killLevel(instrument.killLevel)
                .tickE8(instrument.tickE8)
                .lotE8(instrument.lotE8)
                .minQuantityE8(instrument.minQuantityE8)
                .venueMaxQuantityE8(instrument.venueMaxQuantityE8)
                .minNotionalE8(instrument.minNotionalE8)
                .collarBps(instrument.collarBps)
                .quoteCurrency(instrument.quoteCurrency);
        market(section, instrument.market);
        VenueBookMemory book = new VenueBookMemory();
        if (instrument.venueBook != null) {
            instrument.venueBook.save(book);
        }
        book(section, book);
        past(section, instrument.market.past);
        section.symbolName(instrument.name);
        out.emit(section.encodedLength());
    }

    private static void market(InstrumentSectionEncoder section, MarketData market) {
        section.bidE8(market.bidE8)
                .askE8(market.askE8)
                .bidQuantityE8(market.bidQuantityE8)
                .askQuantityE8(market.askQuantityE8)
                .bookAtNanos(market.bookAtNanos)
                .bookSequence(market.bookSequence)
                .markE8(market.markE8)
                .referenceE8(market.referenceE8)
                .referenceAtNanos(market.referenceAtNanos)
                .gapHealedAtNanos(market.gapHealedAtNanos)
                .referenceAges(Flag.of(market.referenceAges))
                .bookAges(Flag.of(market.bookAges))
                .seeded(Flag.of(market.seeded))
                .gapOpen(Flag.of(market.gapOpen))
                .status(market.status);
    }

    private static void book(InstrumentSectionEncoder section, VenueBookMemory book) {
        section.bidLeftE8(book.bidLeftE8)
                .askLeftE8(book.askLeftE8)
                .lastTradeE8(book.lastTradeE8)
                .buyReferenceE8(book.buyReferenceE8)
                .sellReferenceE8(book.sellReferenceE8)
                .stopTrigger((byte) book.stopTrigger)
                .externalPrices(Flag.of(book.externalPrices))
                .stopsHeld(Flag.of(book.stopsHeld))
                .bidArrivals(book.bidArrivals)
                .askArrivals(book.askArrivals)
                .buyStopArrivals(book.buyStopArrivals)
                .sellStopArrivals(book.sellStopArrivals);
    }

    private static void past(InstrumentSectionEncoder section, PastPrice past) {
        section.pastWindowNanos(past.windowNanos()).pastSlice(past.slice()).pastFirstSlice(past.firstSlice());
        InstrumentSectionEncoder.PastMarksEncoder marks = section.pastMarksCount(past.size());
        for (int i = 0; i < past.size(); i++) {
            marks.next().pastMarkE8(past.lastE8(i));
        }
    }

    private void rates() {
        int total = state.instruments.rateCount();
        CurrencyRateSectionEncoder section = new CurrencyRateSectionEncoder();
        int most = SectionOut.rowsThatFit(
                CurrencyRateSectionEncoder.BLOCK_LENGTH, CurrencyRateSectionEncoder.RowsEncoder.sbeBlockLength());
        for (int from = 0; from < total; from += most) {
            int count = Math.min(most, total - from);
            CurrencyRateSectionEncoder.RowsEncoder rows =
                    section.wrapAndApplyHeader(out.buffer(), 0, out.header()).rowsCount(count);
            for (int i = from; i < from + count; i++) {
                rows.next()
                        .baseCurrency(state.instruments.rateBase(i))
                        .quoteCurrency(state.instruments.rateQuote(i))
                        .symbolId(state.instruments.rateSymbolId(i));
            }
            out.emit(section.encodedLength());
        }
    }

    private void correlations() {
        List<RhoMatrix.Cell> cells = new ArrayList<>();
        for (int i = 0; i < state.rho.cells(); i++) {
            RhoMatrix.Cell cell = state.rho.cellAt(i);
            if (!cell.isBlank()) {
                cells.add(cell);
            }
        }
        CorrelationSectionEncoder section = new CorrelationSectionEncoder();
        int most = SectionOut.rowsThatFit(
                CorrelationSectionEncoder.BLOCK_LENGTH, CorrelationSectionEncoder.RowsEncoder.sbeBlockLength());
        for (int from = 0; from < cells.size(); from += most) {
            List<RhoMatrix.Cell> part = cells.subList(from, Math.min(from + most, cells.size()));
            CorrelationSectionEncoder.RowsEncoder rows =
                    section.wrapAndApplyHeader(out.buffer(), 0, out.header()).rowsCount(part.size());
            for (RhoMatrix.Cell cell : part) {
                rows.next()
                        .cell(cell.cell())
                        .configuredPpm(cell.configuredPpm())
                        .estimatedPpm(cell.estimatedPpm())
                        .samples(cell.sampleCount())
                        .covariance(cell.covariance())
                        .varianceFirst(cell.varianceFirst())
                        .varianceSecond(cell.varianceSecond());
            }
            out.emit(section.encodedLength());
        }
    }

    private void mids() {
        int total = state.instruments.count();
        SampledMidSectionEncoder section = new SampledMidSectionEncoder();
        int most = SectionOut.rowsThatFit(
                SampledMidSectionEncoder.BLOCK_LENGTH, SampledMidSectionEncoder.RowsEncoder.sbeBlockLength());
        for (int from = 0; from < total; from += most) {
            int count = Math.min(most, total - from);
            SampledMidSectionEncoder.RowsEncoder rows =
                    section.wrapAndApplyHeader(out.buffer(), 0, out.header()).rowsCount(count);
            for (int i = from; i < from + count; i++) {
                rows.next().symbolId(i).midE8(state.rho.previousMidE8(i)).good(Flag.of(state.rho.isPreviousGood(i)));
            }
            out.emit(section.encodedLength());
        }
    }
}
