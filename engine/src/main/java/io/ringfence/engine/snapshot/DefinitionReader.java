package io.ringfence.engine.snapshot;

import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.snapshot.schema.CorrelationSectionDecoder;
import io.ringfence.engine.snapshot.schema.CurrencyRateSectionDecoder;
import io.ringfence.engine.snapshot.schema.EngineSectionDecoder;
import io.ringfence.engine.snapshot.schema.InstrumentSectionDecoder;
import io.ringfence.engine.snapshot.schema.SampledMidSectionDecoder;
import io.ringfence.engine.snapshot.schema.SessionSectionDecoder;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.state.PastPrice;
import io.ringfence.engine.state.RhoMatrix;
import io.ringfence.engine.state.VenueBookMemory;

/** Reads what {@link DefinitionSections} wrote. */
final class DefinitionReader {
    private final EngineState state;
    private final Execution execution;
    private final SectionIn in;

    DefinitionReader(EngineState state, Execution execution, SectionIn in) {
        this.state = state;
        this.execution = execution;
        this.in = in;
    }

    /** Reads the section in hand; false when it is none of these. */
    boolean reads(int kind) {
        switch (kind) {
            case EngineSectionDecoder.TEMPLATE_ID -> engine();
            case SessionSectionDecoder.TEMPLATE_ID -> sessions();
            case InstrumentSectionDecoder.TEMPLATE_ID -> instrument();
            case CurrencyRateSectionDecoder.TEMPLATE_ID -> rates();
            case CorrelationSectionDecoder.TEMPLATE_ID -> correlations();
            case SampledMidSectionDecoder.TEMPLATE_ID -> mids();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void engine() {
        EngineSectionDecoder section = new EngineSectionDecoder();
        section.wrapAndApplyHeader(in.buffer(), 0, in.header());
        state.lastQuoteAtNanos = section.lastQuoteAtNanos();
        state.nextSampleNanos = section.nextSampleNanos();
        state.lastSweepNanos = section.lastSweepNanos();
        state.nextDeadManNanos = section.nextDeadManNanos();
        state.configVersion = section.configVersion();
        state.limitsVersion = section.limitsVersion();
        state.sweepCursor = section.sweepCursor();
        state.kill.global = section.globalLevel();
        state.kill.venue = section.venueLevel();
        state.kill.recovering = Flag.of(section.recovering());
        state.kill.unknown = Flag.of(section.unknown());
        for (EngineSectionDecoder.SettingsDecoder row : section.settings()) {
            EngineSetting setting = EngineSetting.byId(row.settingId());
            if (setting == null) {
                throw new SnapshotException("the snapshot has a setting " + row.settingId() + " that nobody knows");
            }
            state.setting(setting, row.settingValue());
        }
        execution.selectVenue();
    }

    private void sessions() {
        SessionSectionDecoder section = new SessionSectionDecoder();
        for (SessionSectionDecoder.RowsDecoder row :
                section.wrapAndApplyHeader(in.buffer(), 0, in.header()).rows()) {
            state.kill.session(row.sessionId(), row.level());
        }
    }

    private void instrument() {
        InstrumentSectionDecoder section = new InstrumentSectionDecoder();
        section.wrapAndApplyHeader(in.buffer(), 0, in.header());
        if (section.symbolId() != state.instruments.count()) {
            throw new SnapshotException("instrument " + section.symbolId() + " of the snapshot is out of place");
        }
        long[] pastMarksE8 = pastMarks(section);
        Instrument instrument = state.instruments.add(section.symbolName());
        state.changes.mark(instrument);
        instrument.kind = section.kind();
        instrument.killLevel = section.killLevel();
        instrument.tickE8 = section.tickE8();
        instrument.lotE8 = section.lotE8();
        instrument.minQuantityE8 = section.minQuantityE8();
        instrument.venueMaxQuantityE8 = section.venueMaxQuantityE8();
        instrument.minNotionalE8 = section.minNotionalE8();
        instrument.collarBps = section.collarBps();
        instrument.quoteCurrency = section.quoteCurrency();
        execution.define(instrument);
        market(section, instrument.market);
        PastPrice past = instrument.market.past;
        past.restore(section.pastWindowNanos(), section.pastSlice(), section.pastFirstSlice());
        for (int i = 0; i < pastMarksE8.length; i++) {
            past.restoreLast(i, pastMarksE8[i]);
        }
        if (instrument.venueBook != null) {
            instrument.venueBook.load(book(section));
        }
    }

    private static long[] pastMarks(InstrumentSectionDecoder section) {
        InstrumentSectionDecoder.PastMarksDecoder rows = section.pastMarks();
        long[] marksE8 = new long[rows.count()];
        for (int i = 0; i < marksE8.length; i++) {
            marksE8[i] = rows.next().pastMarkE8();
        }
        return marksE8;
    }

    private static void market(InstrumentSectionDecoder section, MarketData market) {
        market.bidE8 = section.bidE8();
        market.askE8 = section.askE8();
        market.bidQuantityE8 = section.bidQuantityE8();
        market.askQuantityE8 = section.askQuantityE8();
        market.bookAtNanos = section.bookAtNanos();
        market.bookSequence = section.bookSequence();
        market.markE8 = section.markE8();
        market.referenceE8 = section.referenceE8();
        market.referenceAtNanos = section.referenceAtNanos();
        market.gapHealedAtNanos = section.gapHealedAtNanos();
        market.referenceAges = Flag.of(section.referenceAges());
        market.bookAges = Flag.of(section.bookAges());
        market.seeded = Flag.of(section.seeded());
        market.gapOpen = Flag.of(section.gapOpen());
        market.status = section.status();
    }

    private static VenueBookMemory book(InstrumentSectionDecoder section) {
        VenueBookMemory book = new VenueBookMemory();
        book.bidLeftE8 = section.bidLeftE8();
        book.askLeftE8 = section.askLeftE8();
        book.lastTradeE8 = section.lastTradeE8();
        book.buyReferenceE8 = section.buyReferenceE8();
        book.sellReferenceE8 = section.sellReferenceE8();
        book.stopTrigger = section.stopTrigger();
        book.externalPrices = Flag.of(section.externalPrices());
        book.stopsHeld = Flag.of(section.stopsHeld());
        book.bidArrivals = section.bidArrivals();
        book.askArrivals = section.askArrivals();
        book.buyStopArrivals = section.buyStopArrivals();
        book.sellStopArrivals = section.sellStopArrivals();
        return book;
    }

    private void rates() {
        CurrencyRateSectionDecoder section = new CurrencyRateSectionDecoder();
        for (CurrencyRateSectionDecoder.RowsDecoder row :
                section.wrapAndApplyHeader(in.buffer(), 0, in.header()).rows()) {
            state.instruments.addRate(state.instruments.get(row.symbolId()), row.baseCurrency(), row.quoteCurrency());
        }
    }

    private void correlations() {
        CorrelationSectionDecoder section = new CorrelationSectionDecoder();
        for (CorrelationSectionDecoder.RowsDecoder row :
                section.wrapAndApplyHeader(in.buffer(), 0, in.header()).rows()) {
            state.rho.restore(new RhoMatrix.Cell(
                    row.cell(),
                    row.configuredPpm(),
                    row.estimatedPpm(),
                    row.samples(),
                    row.covariance(),
                    row.varianceFirst(),
                    row.varianceSecond()));
        }
    }

    private void mids() {
        SampledMidSectionDecoder section = new SampledMidSectionDecoder();
        for (SampledMidSectionDecoder.RowsDecoder row :
                section.wrapAndApplyHeader(in.buffer(), 0, in.header()).rows()) {
            state.rho.restoreMid(row.symbolId(), row.midE8(), Flag.of(row.good()));
        }
    }
}
