package io.ringfence.engine.snapshot;

import io.ringfence.engine.snapshot.schema.PositionSectionEncoder;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.PositionTable;
import io.ringfence.engine.state.Strategy;

/** Writes every position that was ever touched, of accounts and of strategies. */
final class PositionSections {
    static final byte OF_ACCOUNT = 0;
    static final byte OF_STRATEGY = 1;
    private static final int MOST = SectionOut.rowsThatFit(
            PositionSectionEncoder.BLOCK_LENGTH, PositionSectionEncoder.RowsEncoder.sbeBlockLength());

    private final EngineState state;
    private final SectionOut out;
    private final PositionSectionEncoder section = new PositionSectionEncoder();
    private PositionSectionEncoder.RowsEncoder rows;
    private int left;
    private int room;

    PositionSections(EngineState state, SectionOut out) {
        this.state = state;
        this.out = out;
        left = count(state);
        rows = start();
    }

    static int count(EngineState state) {
        int count = 0;
        for (int i = 0; i < state.accountCount(); i++) {
            count += state.account(i).positions().count();
        }
        for (int i = 0; i < state.strategyCount(); i++) {
            Strategy strategy = state.strategy(i);
            count += strategy == null ? 0 : strategy.positions.count();
        }
        return count;
    }

    void write() {
        for (int i = 0; i < state.accountCount(); i++) {
            positions(OF_ACCOUNT, i, state.account(i).positions());
        }
        for (int i = 0; i < state.strategyCount(); i++) {
            Strategy strategy = state.strategy(i);
            if (strategy != null) {
                positions(OF_STRATEGY, i, strategy.positions);
            }
        }
        if (room > 0 || left > 0) {
            throw new IllegalStateException("positions were counted wrongly");
        }
    }

    private PositionSectionEncoder.RowsEncoder start() {
        room = Math.min(MOST, left);
        left -= room;
        return section.wrapAndApplyHeader(out.buffer(), 0, out.header()).rowsCount(room);
    }

    private void positions(byte owner, int ownerId, PositionTable table) {
        for (int i = 0; i < table.count(); i++) {
            Position position = table.get(i);
            rows.next()
                    .ownerKind(owner)
                    .ownerId(ownerId)
                    .symbolId(position.symbolId)
                    .posE8(position.posE8)
                    .openBuyE8(position.openBuyE8)
                    .openSellE8(position.openSellE8)
                    .costE8(position.costE8)
                    .realizedE8(position.realizedE8)
                    .feesE8(position.feesE8);
            if (--room == 0) {
                out.emit(section.encodedLength());
                rows = left > 0 ? start() : rows;
            }
        }
    }
}
