package io.ringfence.ops.config;

import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.CommandRefusedDecoder;
import io.ringfence.engine.schema.SetLimitsDecoder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The limits that configuration files have set so far, learned from the journal. A restart journals only what changed in
 * the file since, so that a limit that a risk officer tightened meanwhile stays tightened.
 */
public final class ConfigHistory {
    /** Who sets the limits that come from the configuration. */
    static final String ACTOR = "configuration";

    private static final int HEADER = 8;

    /** One limit of one scope, by ids. */
    record Cell(int scope, int accountId, int targetId, int fieldId, int symbolId, int otherSymbolId) {}

    private final Map<Cell, Long> cells = new HashMap<>();
    private final RecordReader reader = new RecordReader();
    private final SetLimitsDecoder limits = new SetLimitsDecoder();

    /** Learns from one commit record of the journal. */
    public void learn(DirectBuffer record, int offset, int length) {
        reader.wrap(record, offset, length);
        if (!reader.next() || reader.templateId() != SetLimitsDecoder.TEMPLATE_ID) {
            return;
        }
        limits.wrap(record, reader.messageOffset() + HEADER, reader.blockLength(), reader.version());
        while (reader.next()) {
            if (reader.templateId() == CommandRefusedDecoder.TEMPLATE_ID) {
                return;
            }
        }
        Map<Cell, Long> rows = new HashMap<>();
        for (SetLimitsDecoder.RowsDecoder row : limits.rows()) {
            rows.put(
                    new Cell(
                            limits.scope(),
                            limits.accountId(),
                            limits.targetId(),
                            row.fieldId(),
                            row.symbolId(),
                            row.otherSymbolId()),
                    row.limitValue());
        }
        limits.skipReason();
        if (limits.actor().equals(ACTOR)) {
            cells.putAll(rows);
        }
    }

    /** What the configuration last said, or null when it never said anything. */
    @Nullable
    Long value(Cell cell) {
        return cells.get(cell);
    }

    /** The cells of one scope that the configuration has set. */
    Iterable<Cell> of(int scope, int accountId, int targetId) {
        return cells.keySet().stream()
                .filter(cell -> cell.scope() == scope && cell.accountId() == accountId && cell.targetId() == targetId)
                .sorted((a, b) -> {
                    int byField = Integer.compare(a.fieldId(), b.fieldId());
                    int bySymbol = Integer.compare(a.symbolId(), b.symbolId());
                    int byOther = Integer.compare(a.otherSymbolId(), b.otherSymbolId());
                    return byField != 0 ? byField : bySymbol != 0 ? bySymbol : byOther;
                })
                .toList();
    }
}
