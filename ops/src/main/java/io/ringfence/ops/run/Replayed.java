package io.ringfence.ops.run;

import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalTotals;
import io.ringfence.journal.ReadAhead;
import io.ringfence.journal.RecordSource;
import io.ringfence.journal.snapshot.SnapshotChoice;
import io.ringfence.journal.snapshot.SnapshotDamagedException;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import io.ringfence.ops.config.ConfigHistory;
import io.ringfence.ops.replay.Divergence;
import io.ringfence.ops.replay.Replay;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A core as its journal left it: the newest snapshot that can be used, and every record behind it executed again and
 * compared. A snapshot that does not load, or from which a record does not replay, gives way to an older one and in the
 * end to the first record: the journal alone decides.
 */
final class Replayed {
    private static final long PROGRESS_MASK = 0x3FFF;

    private final JournalLayout layout;
    private final ChronicleJournal journal;
    private final int expectedOrders;
    private final Consumer<@Nullable SnapshotFile> onStart;
    private final Consumer<String> talk;
    private @Nullable SnapshotFile start;
    private ConfigHistory history = new ConfigHistory();
    private Replay replay;

    /**
     * Replays.
     *
     * @param onStart told of each snapshot before it is tried; null for the first record
     * @throws Failure 3 when the journal does not replay from its first record either
     */
    Replayed(
            JournalLayout layout,
            ChronicleJournal journal,
            SnapshotChoice snapshots,
            int expectedOrders,
            Consumer<@Nullable SnapshotFile> onStart,
            Consumer<String> talk) {
        this.layout = layout;
        this.journal = journal;
        this.expectedOrders = expectedOrders;
        this.onStart = onStart;
        this.talk = talk;
        replay = blank();
        SnapshotFile candidate = journal.scan().vouched() == null ? null : snapshots.current();
        while (candidate != null && !startsFrom(candidate)) {
            candidate = snapshots.nextFile();
        }
        if (candidate == null) {
            onStart.accept(null);
            replay = blank();
            replayBehind(JournalTotals.NONE);
            requireNoDivergence();
        }
    }

    private Replay blank() {
        history = new ConfigHistory();
        return new Replay(expectedOrders, history::learn);
    }

    private boolean startsFrom(SnapshotFile candidate) {
        onStart.accept(candidate);
        try {
            replay = blank();
            replay.load(candidate, (kind, buffer, offset, length) -> {
                if (kind == history.kind()) {
                    history.section(buffer, offset, length);
                }
            });
            replayBehind(candidate.header().totals());
        } catch (SnapshotException | SnapshotDamagedException | UncheckedIOException e) {
            talk.accept(candidate.path() + " is not used: " + e.getMessage());
            return false;
        } catch (JournalDamagedException e) {
            if (journal.scan().vouched() != null
                    && candidate.path().equals(journal.scan().vouched().file())) {
                throw e;
            }
            talk.accept(candidate.path() + " is not used: " + e.getMessage());
            return false;
        }
        Divergence divergence = replay.divergence();
        if (divergence != null) {
            talk.accept(candidate.path() + " is not used: from it, sequence " + divergence.sequence()
                    + " does not replay to its record");
            return false;
        }
        start = candidate;
        return true;
    }

    private void replayBehind(JournalTotals before) {
        long first = before.lastSequence();
        long last = journal.recovered().lastSequence();
        if (last <= first) {
            return;
        }
        try (RecordSource reader = new ReadAhead(JournalReader.openAfter(layout, journal, before));
                Progress progress = Progress.startLogged("recovering", "commands")) {
            while (replay.state().sequence < last && replay.next(reader)) {
                if ((replay.commands() & PROGRESS_MASK) == 0) {
                    progress.to(replay.commands(), last - first);
                }
            }
        }
    }

    private void requireNoDivergence() {
        Divergence divergence = replay.divergence();
        if (divergence != null) {
            throw Failure.journal("this build does not reproduce the journal: sequence " + divergence.sequence()
                    + " differs at byte " + divergence.byteOffset() + " (" + divergence.location(layout)
                    + "); start the build that wrote it, or look with: ringfence replay --data "
                    + layout.dataDirectory());
        }
    }

    Replay replay() {
        return replay;
    }

    /** What configuration files have set so far. */
    ConfigHistory history() {
        return history;
    }

    /** The snapshot it started from; null for the first record. */
    @Nullable
    SnapshotFile start() {
        return start;
    }
}
