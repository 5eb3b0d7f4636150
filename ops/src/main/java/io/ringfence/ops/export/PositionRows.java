package io.ringfence.ops.export;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Position;
import io.ringfence.ops.json.Names;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The positions that a command filled, as the replayed engine holds them behind it. */
final class PositionRows {
    private final EngineState state;
    private final RowSink sink;
    private final Set<Long> touched = new LinkedHashSet<>();
    private long sequence;
    private long atNanos;

    PositionRows(EngineState state, RowSink sink) {
        this.state = state;
        this.sink = sink;
    }

    void begin(long commandSequence, long commandAtNanos) {
        sequence = commandSequence;
        atNanos = commandAtNanos;
        touched.clear();
    }

    void touched(int accountId, int symbolId) {
        touched.add((long) accountId << Integer.SIZE | symbolId);
    }

    void write(Names names) throws IOException {
        if (touched.isEmpty() || !sink.wants(Table.POSITIONS, sequence)) {
            return;
        }
        int ordinal = 0;
        for (long both : touched) {
            Account account = state.account((int) (both >> Integer.SIZE));
            int symbolId = (int) both;
            Position position = account.positions().find(symbolId);
            if (position == null) {
                throw new IllegalStateException("command " + sequence + " filled a position that is not there");
            }
            Row row = new Row(Columns.POSITIONS)
                    .whole("seq", sequence)
                    .whole("ordinal", ordinal++)
                    .stamp(atNanos)
                    .text("account", account.name)
                    .text("symbol", names.symbol(symbolId))
                    .decimal("position", position.posE8)
                    .decimal("cost", position.costE8)
                    .decimal("realized", position.realizedE8)
                    .decimal("fees", position.feesE8)
                    .decimal("mark", state.instruments.get(symbolId).market.markE8)
                    .decimal("cash", account.cashE8);
            sink.row(Table.POSITIONS, row, true);
        }
    }
}
