package io.ringfence.ops.follow;

import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.engine.state.EngineState;
import io.ringfence.gateway.GatewayConfig;
import io.ringfence.gateway.follower.Divergence;
import io.ringfence.gateway.follower.ReadModel;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.snapshot.SnapshotKeeper;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalTail;
import io.ringfence.journal.JournalTotals;
import io.ringfence.journal.MarkBarrier;
import io.ringfence.journal.snapshot.SnapshotChoice;
import io.ringfence.journal.snapshot.SnapshotDamagedException;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotStore;
import io.ringfence.ops.config.ConfigHistory;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The state of another core's journal, rebuilt and compared record by record. One thread.
 */
final class Standby implements AutoCloseable {
    private static final int EXPECTED_ORDERS = 65_536;

    private final JournalLayout layout;
    private final RecordAssembler assembler = new RecordAssembler(record -> model().apply(record));
    private ReadModel model = blank();
    private @Nullable SnapshotFile start;
    private final JournalTail tail;

    /** @param own this process's snapshots, preferred to those of the core; null = none */
    Standby(JournalLayout layout, @Nullable SnapshotStore own, boolean full, Consumer<String> talk) {
        this.layout = layout;
        if (!full) {
            if (own != null) {
                choose(new SnapshotChoice(own, true), talk);
            }
            if (start == null) {
                choose(new SnapshotChoice(new SnapshotStore(layout.snapshotDirectory(), 1), false), talk);
            }
        }
        SnapshotFile from = start;
        tail = new JournalTail(
                layout, from == null ? JournalTotals.NONE : from.header().totals());
    }

    private static ReadModel blank() {
        int history = GatewayConfig.defaults("paper").historyOrders();
        return new ReadModel(new EngineState(EXPECTED_ORDERS), history, List.of(new ConfigHistory()));
    }

    private void choose(SnapshotChoice choice, Consumer<String> talk) {
        try (MarkBarrier barrier = MarkBarrier.open(layout)) {
            SnapshotFile candidate = choice.nextFile();
            while (candidate != null && !startsFrom(candidate, choice, barrier)) {
                candidate = choice.nextFile();
            }
        } finally {
            choice.sentences().forEach(talk);
        }
    }

    private boolean startsFrom(SnapshotFile candidate, SnapshotChoice choice, MarkBarrier barrier) {
        JournalTotals totals = candidate.header().totals();
        if (totals.lastSequence() > barrier.releasedSequence()) {
            throw new JournalDamagedException(
                    layout.markFile(),
                    0,
                    "it says that sequence " + barrier.releasedSequence() + " was acknowledged last, but "
                            + candidate.path() + " is of sequence " + candidate.sequence(),
                    barrier.releasedSequence(),
                    candidate.sequence());
        }
        try {
            JournalReader.openAfter(layout, barrier, totals).close();
        } catch (JournalDamagedException e) {
            choice.refuse(candidate.voucher(), candidate.path() + " is not of this journal: " + e.getMessage());
            return false;
        }
        try {
            model = blank();
            model.load(candidate);
            start = candidate;
            return true;
        } catch (SnapshotException | SnapshotDamagedException | UncheckedIOException e) {
            choice.pass(candidate.path() + " is not used: " + e.getMessage());
            model = blank();
            return false;
        }
    }

    /** Takes up to so many records; returns how many there were. Never goes beyond the sequence. */
    int poll(int limit, long until) {
        int count = 0;
        while (count < limit && model.sequence() < until && model.divergence() == null) {
            DirectBuffer record = tail.poll();
            if (record == null) {
                break;
            }
            assembler.onFragment(record, 0, record.capacity());
            count++;
        }
        return count;
    }

    void consider(SnapshotKeeper keeper) {
        if (keeper.mayBeDue(model.sequence())) {
            keeper.consider(model, tail.totals());
        }
    }

    void lastSnapshot(SnapshotKeeper keeper) {
        keeper.awaitIdle();
        keeper.write(model, tail.totals());
    }

    ReadModel model() {
        return model;
    }

    long sequence() {
        return model.sequence();
    }

    long releasedSequence() {
        return tail.releasedSequence();
    }

    long reopened() {
        return tail.reopened();
    }

    @Nullable
    Divergence divergence() {
        return model.divergence();
    }

    /** The snapshot it started from; null for the first record. */
    @Nullable
    SnapshotFile start() {
        return start;
    }

    @Override
    public void close() {
        tail.close();
    }
}
