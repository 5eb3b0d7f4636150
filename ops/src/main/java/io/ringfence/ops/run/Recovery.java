package io.ringfence.ops.run;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.StampSource;
import io.ringfence.engine.state.EngineState;
import io.ringfence.gateway.egress.JournalRecords;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalLockedException;
import io.ringfence.journal.KillState;
import io.ringfence.journal.KillStateFile;
import io.ringfence.journal.NoSpaceException;
import io.ringfence.journal.snapshot.SnapshotChoice;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import io.ringfence.ops.config.CommandSink;
import io.ringfence.ops.config.ConfigCommands;
import io.ringfence.ops.config.Configuration;
import io.ringfence.ops.replay.Replay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From a data folder to a core that may take commands: lock and check the journal, start from its newest snapshot, replay
 * the rest with every byte compared,
 * then journal what this start found and what the configuration changed.
 */
final class Recovery {
    /** Reads the same journal from the same snapshot beside the replay. */
    interface Companion {
        /** Nobody. */
        Companion NONE = new Companion() {
            @Override
            public void begin(JournalRecords records, @Nullable SnapshotFile start) {
                // nobody reads
            }

            @Override
            public void drop() {
                // nobody reads
            }
        };

        /** Begins, or begins anew, behind a snapshot; null for the first record. */
        void begin(JournalRecords records, @Nullable SnapshotFile start);

        /** Stops reading: the journal is about to be closed. */
        void drop();
    }

    private final JournalLayout layout;
    private final Companion companion;
    private final ChronicleJournal journal;
    private final Replayed replayed;
    private final Replay replay;
    private final StampSource stamps;

    private Recovery(
            JournalLayout layout,
            ChronicleJournal journal,
            SnapshotChoice snapshots,
            int expectedOrders,
            Companion companion,
            Consumer<String> talk) {
        this.layout = layout;
        this.companion = companion;
        this.journal = journal;
        SystemStampSource.Clocks clocks = SystemStampSource.system();
        journal.recovered().requireNotAheadOf(clocks.wallNanos());
        replayed = new Replayed(
                layout, journal, snapshots, expectedOrders, start -> companion.begin(records(), start), talk);
        replay = replayed.replay();
        stamps = new SystemStampSource(clocks, replay.state().nowNanos);
        replay.continueInto(journal);
    }

    /**
     * Recovers.
     *
     * @param companion reads along, and goes on when the core does
     * @param talk told what an operator should know
     * @throws Failure 2 when the folder is in use, 3 when the journal is damaged, short, or replays differently
     */
    static Recovery of(JournalLayout layout, Configuration configuration, Companion companion, Consumer<String> talk)
            throws IOException {
        KillState killState = new KillStateFile(layout).read();
        SnapshotChoice snapshots = new SnapshotChoice(SnapshotSettings.of(configuration, layout), true);
        ChronicleJournal journal = open(
                JournalSettings.of(configuration, layout),
                snapshots,
                configuration.number("journal", "snapshots", "reread_bytes"));
        boolean done = false;
        try {
            int expected = (int) configuration.number("engine", "expected_orders");
            snapshots.sentences().forEach(talk);
            Recovery recovery = new Recovery(layout, journal, snapshots, expected, companion, talk);
            recovery.boot(killState, configuration, talk);
            done = true;
            return recovery;
        } catch (JournalException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        } finally {
            if (!done) {
                companion.drop();
                journal.close();
            }
        }
    }

    private static ChronicleJournal open(JournalConfig config, SnapshotChoice snapshots, long rereadBytes) {
        try (Progress progress = Progress.startLogged("checking the journal", "bytes")) {
            return ChronicleJournal.open(
                    config, snapshots, rereadBytes, (records, read, total) -> progress.to(read, total));
        } catch (JournalLockedException | NoSpaceException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()), e);
        } catch (JournalException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw Failure.usage(e);
        }
    }

    private void boot(KillState killState, Configuration configuration, Consumer<String> talk) throws IOException {
        // A configuration that this journal can not take is refused before anything is written.
        ConfigCommands.requireCompatible(configuration, state(), replayed.history());
        CommandWriter writer = new CommandWriter();
        CommandSink sink = this::process;
        String found = BootState.journal(killState, state(), writer, sink);
        if (!found.isEmpty()) {
            talk.accept(found);
        }
        ConfigCommands.apply(configuration, state(), replayed.history(), sink);
        int poisoned = PoisonQuarantine.journal(layout, writer, sink);
        if (poisoned > 0) {
            talk.accept(
                    poisoned + " orders that once stopped the core are refused (904); see " + layout.poisonDirectory());
        }
    }

    private void process(org.agrona.DirectBuffer command, int offset, int length) {
        replay.processor().process(command, offset, length, stamps.nextNanos());
        while (replay.processor().hasPendingCancels()) {
            replay.processor().processPendingCancels(stamps.nextNanos());
        }
    }

    /**
     * Gives up before the core ran. What the start journaled stays, so the kill states are written too: else the next
     * start would find them missing and halt everything.
     */
    void abandon() {
        companion.drop();
        KillStateWriter writer = new KillStateWriter(records(), new KillStateFile(layout), start());
        writer.start();
        writer.close();
        journal.close();
    }

    /** Everything on the journal, for readers behind its barrier. */
    JournalRecords records() {
        return new JournalRecords(layout, journal, journal::appendedSequence);
    }

    /** Commands that were replayed. */
    long replayed() {
        return replay.commands();
    }

    /** The snapshot that replay began behind; null for the first record. */
    @Nullable
    SnapshotFile start() {
        return replayed.start();
    }

    JournalLayout layout() {
        return layout;
    }

    ChronicleJournal journal() {
        return journal;
    }

    EngineState state() {
        return replay.state();
    }

    CommandProcessor processor() {
        return replay.processor();
    }

    StampSource stamps() {
        return stamps;
    }
}
