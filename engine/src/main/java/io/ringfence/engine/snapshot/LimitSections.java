package io.ringfence.engine.snapshot;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.snapshot.schema.LimitSectionEncoder;
import io.ringfence.engine.snapshot.schema.RateWindowSectionEncoder;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.RateWindow;
import io.ringfence.engine.state.Strategy;
import java.util.ArrayList;
import java.util.List;

/** Writes the limits of every scope, and the windows in which events are counted against them. */
final class LimitSections {
    static final byte GATE_ERRORS = 0;
    static final byte REJECTS = 1;
    static final byte EXECUTIONS = 2;
    static final byte MESSAGES = 3;

    private final EngineState state;
    private final SectionOut out;
    private final LimitSectionEncoder section = new LimitSectionEncoder();

    LimitSections(EngineState state, SectionOut out) {
        this.state = state;
        this.out = out;
    }

    void write() {
        limits(Scope.GLOBAL, -1, state.global.limits);
        for (int i = 0; i < state.groupCount(); i++) {
            Aggregate group = state.group(i);
            if (group != null) {
                limits(Scope.GROUP, i, group.limits);
            }
        }
        for (int i = 0; i < state.accountCount(); i++) {
            limits(Scope.ACCOUNT, i, state.account(i).limits);
        }
        for (int i = 0; i < state.strategyCount(); i++) {
            Strategy strategy = state.strategy(i);
            if (strategy != null) {
                limits(Scope.STRATEGY, i, strategy.limits);
            }
        }
        windows();
    }

    private void limits(byte scope, int ownerId, LimitSet limits) {
        List<LimitField> rows = new ArrayList<>();
        for (LimitField field : LimitField.values()) {
            if (limits.has(field)) {
                rows.add(field);
            }
        }
        List<Integer> symbols = new ArrayList<>();
        for (int symbolId = 0; symbolId < state.instruments.count(); symbolId++) {
            if (limits.hasSymbol(symbolId)) {
                symbols.add(symbolId);
            }
        }
        int fixed = LimitSectionEncoder.BLOCK_LENGTH
                + LimitField.values().length * LimitSectionEncoder.RowsEncoder.sbeBlockLength();
        int most = SectionOut.rowsThatFit(fixed, LimitSectionEncoder.SymbolsEncoder.sbeBlockLength());
        int from = 0;
        do {
            int to = Math.min(from + most, symbols.size());
            section(scope, ownerId, limits, from == 0 ? rows : List.of(), symbols.subList(from, to));
            from = to;
        } while (from < symbols.size());
    }

    private void section(byte scope, int ownerId, LimitSet limits, List<LimitField> fields, List<Integer> symbolIds) {
        LimitSectionEncoder.RowsEncoder rows = section.wrapAndApplyHeader(out.buffer(), 0, out.header())
                .scope(scope)
                .ownerId(ownerId)
                .limitsVersion(limits.version())
                .empty(Flag.of(limits.isEmpty()))
                .rowsCount(fields.size());
        for (LimitField field : fields) {
            rows.next().fieldId(field.id).limitValue(limits.get(field));
        }
        LimitSectionEncoder.SymbolsEncoder symbols = section.symbolsCount(symbolIds.size());
        for (int symbolId : symbolIds) {
            LimitSet.SymbolLimits of = limits.symbol(symbolId);
            symbols.next()
                    .symbolId(symbolId)
                    .maxOrderQuantityE8(of.maxOrderQuantityE8)
                    .maxOrderNotionalE8(of.maxOrderNotionalE8)
                    .positionQuantityE8(of.positionQuantityE8);
        }
        out.emit(section.encodedLength());
    }

    private void windows() {
        window(GATE_ERRORS, -1, state.gateErrors);
        for (int i = 0; i < state.strategyCount(); i++) {
            Strategy strategy = state.strategy(i);
            if (strategy != null) {
                window(REJECTS, i, strategy.rejects);
                window(EXECUTIONS, i, strategy.executions);
            }
        }
        for (int sessionId : state.sessionRates.sessionIds()) {
            window(MESSAGES, sessionId, state.sessionRates.window(sessionId));
        }
    }

    private void window(byte kind, int ownerId, RateWindow window) {
        RateWindowSectionEncoder part = new RateWindowSectionEncoder();
        int most = SectionOut.rowsThatFit(
                RateWindowSectionEncoder.BLOCK_LENGTH, RateWindowSectionEncoder.StampsEncoder.sbeBlockLength());
        int from = 0;
        do {
            int to = Math.min(from + most, window.size());
            RateWindowSectionEncoder.StampsEncoder stamps = part.wrapAndApplyHeader(out.buffer(), 0, out.header())
                    .ownerKind(kind)
                    .ownerId(ownerId)
                    .size(window.size())
                    .next(window.next())
                    .total(window.total())
                    .first(from)
                    .stampsCount(to - from);
            for (int i = from; i < to; i++) {
                stamps.next().atNanos(window.stamp(i));
            }
            out.emit(part.encodedLength());
            from = to;
        } while (from < window.size());
    }
}
