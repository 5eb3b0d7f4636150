package io.ringfence.gateway.follower;

import io.ringfence.engine.control.Headroom;
import io.ringfence.engine.control.OrderPreview;
import io.ringfence.engine.gates.DataQuality;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.schema.CancelSliceDecoder;
import io.ringfence.engine.schema.DefineAccountDecoder;
import io.ringfence.engine.schema.DefineGroupDecoder;
import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.engine.snapshot.SnapshotReader;
import io.ringfence.engine.snapshot.SnapshotWriter;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.Strategy;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.KillTrip;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.snapshot.SnapshotPart;
import io.ringfence.gateway.snapshot.SnapshotSubject;
import io.ringfence.journal.snapshot.SectionKind;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotOutput;
import io.ringfence.journal.snapshot.SnapshotStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the journal adds up to: the same engine, fed with the same commands and stamps, and the orders' stories beside
 * it. Belongs to the follower's thread.
 */
public final class ReadModel implements SnapshotSubject {
    private final EngineState state;
    private final ComparingJournal journal = new ComparingJournal();
    private final CommandProcessor processor;
    private final OrderPreview preview;
    private final Headroom headroom;
    private final OrderHistory orders;
    private final KillLog kills = new KillLog();
    private final DataQuality dataQuality = new DataQuality();
    private volatile Names names = Names.NONE;
    private final List<SnapshotPart> parts;
    private volatile @Nullable Divergence divergence;
    private long lastEqualHash;
    private long sequence;

    public ReadModel(EngineState state, int historyBound, List<SnapshotPart> extraParts) {
        this.state = state;
        this.processor = new CommandProcessor(state, journal);
        this.preview = new OrderPreview(state, processor.execution());
        this.headroom = new Headroom(state);
        this.orders = new OrderHistory(historyBound);
        this.parts = new ArrayList<>(List.of(orders, kills));
        this.parts.addAll(extraParts);
    }

    /** Fills a blank model from a snapshot. After an exception it must be dropped. */
    public void load(SnapshotFile file) {
        SnapshotReader engine = new SnapshotReader(processor);
        SnapshotStore.read(file.path(), (kind, buffer, offset, length) -> {
            if (kind == SectionKind.ENGINE) {
                engine.section(buffer, offset, length);
            }
            for (SnapshotPart part : parts) {
                if (part.kind() == kind) {
                    part.section(buffer, offset, length);
                }
            }
        });
        engine.finish();
        sequence = state.sequence;
        if (sequence != file.sequence()) {
            throw new SnapshotException("The snapshot " + file.path() + " holds the state of sequence " + sequence);
        }
        names = readNames();
    }

    @Override
    public boolean isSound() {
        return divergence == null;
    }

    /**
     * The state's hash, after a scan of all of the state has given the same.
     *
     * @throws StateHashException if it has not
     */
    @Override
    public long hash() {
        long carried = state.hash();
        long rescanned = state.rescan();
        if (carried != rescanned) {
            throw new StateHashException(sequence, carried, rescanned);
        }
        return carried;
    }

    /** Everything that {@link #load} needs. */
    @Override
    public void write(SnapshotOutput output) {
        new SnapshotWriter(processor)
                .write((buffer, offset, length) -> output.section(SectionKind.ENGINE, buffer, offset, length));
        for (SnapshotPart part : parts) {
            part.write((buffer, offset, length) -> output.section(part.kind(), buffer, offset, length));
        }
    }

    public void apply(CommitRecord record) {
        journal.expect(record);
        record.rewind();
        int template = record.templateId();
        if (template == CancelSliceDecoder.TEMPLATE_ID) {
            processor.processPendingCancels(record.timestampNanos());
        } else {
            processor.process(record.buffer(), record.messageOffset(), record.messageLength(), record.timestampNanos());
        }
        boolean equal = journal.check(record.sequence());
        if (!equal && divergence == null) {
            divergence = divergenceAt(record);
        }
        for (SnapshotPart part : parts) {
            part.apply(record);
        }
        sequence = record.sequence();
        if (equal && record.rewind().holdsStateHash()) {
            lastEqualHash = sequence;
        }
        if (template >= DefineAccountDecoder.TEMPLATE_ID - 1 && template <= DefineGroupDecoder.TEMPLATE_ID) {
            names = readNames();
        }
    }

    private Divergence divergenceAt(CommitRecord record) {
        record.rewind();
        Long recorded = record.holdsStateHash() ? record.stateHash() : null;
        return new Divergence(
                record.sequence(), journal.differsIn(), journal.differsAt(), recorded, state.hash(), lastEqualHash);
    }

    /** The first record that replay did not reproduce; null while there is none. Safe for any thread. */
    public @Nullable Divergence divergence() {
        return divergence;
    }

    private Names readNames() {
        List<String> accounts = new ArrayList<>();
        Map<String, Integer> accountIds = new HashMap<>();
        for (int i = 0; i < state.accountCount(); i++) {
            accounts.add(state.account(i).name);
            accountIds.put(state.account(i).name, i);
        }
        List<Names.Symbol> symbols = new ArrayList<>();
        Map<String, Integer> symbolIds = new HashMap<>();
        for (int i = 0; i < state.instruments.count(); i++) {
            Instrument instrument = state.instruments.get(i);
            symbols.add(new Names.Symbol(instrument.name, instrument.lotE8));
            symbolIds.put(instrument.name, i);
        }
        List<Names.StrategyName> strategies = new ArrayList<>();
        for (int i = 0; i < state.strategyCount(); i++) {
            Strategy strategy = Objects.requireNonNull(state.strategy(i));
            strategies.add(new Names.StrategyName(strategy.accountId, strategy.name));
        }
        return new Names(
                List.copyOf(accounts),
                List.copyOf(symbols),
                List.copyOf(strategies),
                Map.copyOf(accountIds),
                Map.copyOf(symbolIds));
    }

    /** The last command that is in this model. */
    @Override
    public long sequence() {
        return sequence;
    }

    public EngineState state() {
        return state;
    }

    public Headroom headroom() {
        return headroom;
    }

    public OrderPreview preview() {
        return preview;
    }

    public OrderHistory orders() {
        return orders;
    }

    public List<KillTrip> kills() {
        return kills.tripped();
    }

    /** Safe for any thread. */
    public Names names() {
        return names;
    }

    /** The sequence of the last record that held a state hash, which replay gave too; 0 = none since the start. */
    public long lastEqualHash() {
        return lastEqualHash;
    }

    ComparingJournal journal() {
        return journal;
    }

    /** The data-quality score of a symbol under the first account's thresholds; -1 when there is none to tell. */
    public long score(int symbolId) {
        if (state.accountCount() == 0 || state.instruments.get(symbolId).kind != Instrument.KIND_TRADABLE) {
            return -1;
        }
        try {
            return dataQuality.score(state.instruments.get(symbolId), state.account(0), state.nowNanos);
        } catch (RuntimeException e) {
            // thresholds are not set yet
            return -1;
        }
    }
}
