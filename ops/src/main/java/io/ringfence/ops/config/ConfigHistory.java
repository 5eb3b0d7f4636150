package io.ringfence.ops.config;

import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.CommandRefusedDecoder;
import io.ringfence.engine.schema.SetLimitsDecoder;
import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.engine.snapshot.SnapshotSink;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.snapshot.EntryReader;
import io.ringfence.gateway.snapshot.EntryWriter;
import io.ringfence.gateway.snapshot.SnapshotPart;
import io.ringfence.journal.snapshot.SectionKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The limits that configuration files have set so far, learned from the journal. A restart journals only what changed in
 * the file since, so that a limit that a risk officer tightened meanwhile stays tightened.
 */
public final class ConfigHistory implements SnapshotPart {
    /** Who sets the limits that come from the configuration. */
    static final String ACTOR = "configuration";

    private static final int HEADER = 8;
    private static final int VERSION = 1;
    private static final int CELL = 1;
    private static final int CELL_BYTES = 32;
    private static final Comparator<Cell> ORDER = Comparator.comparingInt(Cell::scope)
            .thenComparingInt(Cell::accountId)
            .thenComparingInt(Cell::targetId)
            .thenComparingInt(Cell::fieldId)
            .thenComparingInt(Cell::symbolId)
            .thenComparingInt(Cell::otherSymbolId);

    /** One limit of one scope, by ids. */
    record Cell(int scope, int accountId, int targetId, int fieldId, int symbolId, int otherSymbolId) {}

    private final Map<Cell, Long> cells = new HashMap<>();
    private final RecordReader reader = new RecordReader();
    private final SetLimitsDecoder limits = new SetLimitsDecoder();

    @Override
    public int kind() {
        return SectionKind.CONFIGURATION;
    }

    @Override
    public void apply(CommitRecord record) {
        DirectBuffer first = record.fragment(0);
        learn(first, 0, first.capacity());
    }

    @Override
    public void write(SnapshotSink sink) {
        EntryWriter writer = new EntryWriter(sink, VERSION);
        cells.entrySet().stream().sorted(Map.Entry.comparingByKey(ORDER)).forEach(entry -> {
            Cell cell = entry.getKey();
            writer.entry(CELL, CELL_BYTES).put32(cell.scope()).put32(cell.accountId());
            writer.put32(cell.targetId()).put32(cell.fieldId()).put32(cell.symbolId());
            writer.put32(cell.otherSymbolId()).put64(entry.getValue());
        });
        writer.finish();
    }

    @Override
    public void section(DirectBuffer buffer, int offset, int length) {
        EntryReader entries = new EntryReader(buffer, offset, length, VERSION, "configured limits");
        while (entries.hasNext()) {
            int tag = entries.get8();
            if (tag != CELL) {
                throw new SnapshotException("The snapshot holds an entry " + tag + " among configured limits");
            }
            Cell cell = new Cell(
                    entries.get32(),
                    entries.get32(),
                    entries.get32(),
                    entries.get32(),
                    entries.get32(),
                    entries.get32());
            cells.put(cell, entries.get64());
        }
    }

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
