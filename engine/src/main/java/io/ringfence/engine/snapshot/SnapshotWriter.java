package io.ringfence.engine.snapshot;

import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.snapshot.schema.SnapshotHeaderEncoder;
import io.ringfence.engine.snapshot.schema.SnapshotTrailerEncoder;
import io.ringfence.engine.state.EngineState;

/**
 * Writes the state of a core down, so that a {@link SnapshotReader} makes another core of it which answers the same
 * commands with the same records.
 *
 * <p>The same state gives the same bytes, whatever the JVM, the platform or the size of the core's tables. What follows
 * from the rest is not written: books, lists and deadlines follow from the orders, sums per symbol from the positions.
 */
public final class SnapshotWriter {
    public static final int MAX_SECTION_LENGTH = 64 * 1024;

    private final CommandProcessor core;

    public SnapshotWriter(CommandProcessor core) {
        this.core = core;
    }

    /** Hands all sections to the sink: a header, the state, a trailer. Only between commands, on the core's thread. */
    public void write(SnapshotSink sink) {
        EngineState state = core.state();
        SectionOut out = new SectionOut(sink);
        header(out, state);
        new DefinitionSections(state, out).write();
        new AccountSections(state, out).write();
        new LimitSections(state, out).write();
        new PositionSections(state, out).write();
        new OrderSections(state, out).write();
        OrderSessionSections.write(state, out);
        SnapshotTrailerEncoder trailer = new SnapshotTrailerEncoder();
        trailer.wrapAndApplyHeader(out.buffer(), 0, out.header()).sections(out.sections() + 1L);
        out.emit(trailer.encodedLength());
    }

    private void header(SectionOut out, EngineState state) {
        SnapshotHeaderEncoder header = new SnapshotHeaderEncoder();
        header.wrapAndApplyHeader(out.buffer(), 0, out.header())
                .sequence(state.sequence)
                .timestampNanos(state.nowNanos)
                .stateHash(state.hash())
                .recordChecksum(core.lastRecordCrc() & 0xFFFF_FFFFL)
                .logicVersion(state.logicVersion)
                .instruments(state.instruments.count())
                .groups(state.groupCount())
                .accounts(state.accountCount())
                .strategies(state.strategyCount())
                .positions(PositionSections.count(state))
                .clientOrderIds(state.clientOrderIds.size())
                .orders(state.orders.openCount())
                .massCancels(state.massCancels.size());
        out.emit(header.encodedLength());
    }
}
