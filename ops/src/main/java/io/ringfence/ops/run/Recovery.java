package io.ringfence.ops.run;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.StampSource;
import io.ringfence.engine.state.EngineState;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalLockedException;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.KillState;
import io.ringfence.journal.KillStateFile;
import io.ringfence.journal.NoSpaceException;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import io.ringfence.ops.config.CommandSink;
import io.ringfence.ops.config.ConfigCommands;
import io.ringfence.ops.config.ConfigHistory;
import io.ringfence.ops.config.Configuration;
import io.ringfence.ops.replay.Divergence;
import io.ringfence.ops.replay.Replay;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * From a data folder to a core that may take commands: lock and check the journal, replay it with every byte compared,
 * then journal what this start found and what the configuration changed.
 */
final class Recovery {
    private static final long PROGRESS_MASK = 0x3FFF;

    private final JournalLayout layout;
    private final ChronicleJournal journal;
    private final Replay replay;
    private final StampSource stamps;
    private final ConfigHistory history = new ConfigHistory();

    private Recovery(JournalLayout layout, ChronicleJournal journal, int expectedOrders) {
        this.layout = layout;
        this.journal = journal;
        replay = new Replay(expectedOrders, history::learn);
        SystemStampSource.Clocks clocks = SystemStampSource.system();
        journal.recovered().requireNotAheadOf(clocks.wallNanos());
        replayAll();
        stamps = new SystemStampSource(clocks, replay.state().nowNanos);
        replay.continueInto(journal);
    }

    /**
     * Recovers.
     *
     * @param talk told what an operator should know
     * @throws Failure 2 when the folder is in use, 3 when the journal is damaged, short, or replays differently
     */
    static Recovery of(JournalLayout layout, Configuration configuration, Consumer<String> talk) throws IOException {
        KillState killState = new KillStateFile(layout).read();
        ChronicleJournal journal = open(JournalSettings.of(configuration, layout));
        boolean done = false;
        try {
            int expected = (int) configuration.number("engine", "expected_orders");
            Recovery recovery = new Recovery(layout, journal, expected);
            recovery.boot(killState, configuration, talk);
            done = true;
            return recovery;
        } catch (JournalException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        } finally {
            if (!done) {
                journal.close();
            }
        }
    }

    private static ChronicleJournal open(JournalConfig config) {
        try (Progress progress = Progress.start("checking the journal", "bytes")) {
            return ChronicleJournal.open(config, (records, read, total) -> progress.to(read, total));
        } catch (JournalLockedException | NoSpaceException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()), e);
        } catch (JournalDamagedException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        }
    }

    private void replayAll() {
        long last = journal.recovered().lastSequence();
        if (last == 0) {
            return;
        }
        try (JournalReader reader = JournalReader.open(layout, journal);
                Progress progress = Progress.start("recovering", "commands")) {
            while (replay.state().sequence < last && replay.next(reader)) {
                if ((replay.commands() & PROGRESS_MASK) == 0) {
                    progress.to(replay.commands(), last);
                }
            }
        }
        Divergence divergence = replay.divergence();
        if (divergence != null) {
            throw Failure.journal("this build does not reproduce the journal: sequence " + divergence.sequence()
                    + " differs at byte " + divergence.byteOffset() + " (" + divergence.location()
                    + "); start the build that wrote it, or look with: ringfence replay --data "
                    + layout.dataDirectory());
        }
    }

    private void boot(KillState killState, Configuration configuration, Consumer<String> talk) throws IOException {
        CommandWriter writer = new CommandWriter();
        CommandSink sink = this::process;
        String found = BootState.journal(killState, state(), writer, sink);
        if (!found.isEmpty()) {
            talk.accept(found);
        }
        ConfigCommands.apply(configuration, state(), history, sink);
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

    /** Commands that were replayed. */
    long replayed() {
        return replay.commands();
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
