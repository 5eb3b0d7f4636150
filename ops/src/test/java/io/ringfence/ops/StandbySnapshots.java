package io.ringfence.ops;

import io.ringfence.engine.state.EngineState;
import io.ringfence.gateway.follower.ReadModel;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.snapshot.SnapshotKeeper;
import io.ringfence.gateway.snapshot.SnapshotPolicy;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalTotals;
import io.ringfence.journal.ReleaseBarrier;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotStore;
import io.ringfence.ops.config.ConfigHistory;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Read models of a journal at chosen places, and snapshots of them. */
public final class StandbySnapshots {
    private final JournalLayout layout;

    public StandbySnapshots(Path data) {
        layout = new JournalLayout(data);
    }

    /** A read model with the totals that belong to it. */
    public record At(ReadModel model, JournalTotals totals) {}

    public At replay(@Nullable SnapshotFile start, long until) {
        ReadModel model = new ReadModel(new EngineState(64), 100, List.of(new ConfigHistory()));
        JournalTotals before = JournalTotals.NONE;
        if (start != null) {
            model.load(start);
            before = start.header().totals();
        }
        RecordAssembler assembler = new RecordAssembler(model::apply);
        try (JournalReader reader = JournalReader.openAfter(layout, ReleaseBarrier.upTo(until), before)) {
            for (DirectBuffer record = reader.poll(); record != null; record = reader.poll()) {
                assembler.onFragment(record, 0, record.capacity());
            }
            return new At(model, reader.totals());
        }
    }

    public static SnapshotFile write(At at, Path folder) {
        SnapshotStore store = new SnapshotStore(folder, 1000);
        try (SnapshotKeeper keeper = new SnapshotKeeper(new SnapshotPolicy(store, 1, Long.MAX_VALUE), 0)) {
            keeper.write(at.model(), at.totals());
            keeper.awaitIdle();
            if (keeper.failures() > 0) {
                throw new AssertionError("no snapshot was written");
            }
        }
        return SnapshotStore.check(store.paths().stream()
                .filter(path -> SnapshotStore.sequence(path) == at.model().sequence())
                .findFirst()
                .orElseThrow());
    }

    /** Writes a snapshot of the place into the data folder, as the core's follower would. */
    public SnapshotFile write(long sequence) {
        return write(replay(null, sequence), layout.snapshotDirectory());
    }
}
