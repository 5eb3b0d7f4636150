package io.ringfence.journal;

import io.ringfence.journal.DocumentCursor.Step;
import io.ringfence.journal.HighWaterMark.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes a journal usable again that refuses to start. Only when told to, and never without keeping the original. */
public final class JournalRepair {
    private final JournalConfig config;
    private final JournalLayout layout;
    private final long witnessed;
    private @Nullable JournalDamagedException damage;

    private JournalRepair(JournalConfig config, long witnessed) {
        this.config = config;
        this.witnessed = witnessed;
        this.layout = config.layout();
    }

    /**
     * Cuts the journal behind the last verified whole command.
     *
     * <p>All verified records are written anew into a fresh folder, the folder as it was is renamed to
     * {@code journal.before-repair-LABEL}, the new one takes its place, and a new high-water mark is made. A crash in
     * between leaves the original under one of the two names, and a journal that refuses to start.
     *
     * @param acceptLoss whether acknowledged commands may be given up, or, without a sound high-water mark, whether it
     *     may stay unknown if any are
     * @param label names the folder that keeps the original; the time, as a rule
     */
    public static RepairReport cutAtLastVerified(JournalConfig config, boolean acceptLoss, String label) {
        return cutAtLastVerified(config, acceptLoss, label, 0);
    }

    /**
     * The same where something else than the high-water mark, such as a snapshot, knows what had been acknowledged.
     *
     * @param witnessed the last sequence that it knows of
     */
    @SuppressWarnings("try") // The lock is held, not used.
    public static RepairReport cutAtLastVerified(
            JournalConfig config, boolean acceptLoss, String label, long witnessed) {
        JournalLayout layout = config.layout();
        try (JournalLock lock = JournalLock.acquire(layout)) {
            return new JournalRepair(config, witnessed)
                    .run(acceptLoss, layout.dataDirectory().resolve("journal.before-repair-" + label));
        }
    }

    private RepairReport run(boolean acceptLoss, Path original) {
        if (Files.exists(original)) {
            throw new JournalException(original + " exists already; choose another label.");
        }
        long verified = lastVerified();
        long lost = lost(verified);
        if (lost != 0 && !acceptLoss) {
            throw new JournalException(refusal(verified, lost));
        }
        Path fresh = layout.dataDirectory().resolve("journal.repairing");
        JournalTotals kept = RecordCopy.copy(layout.journalDirectory(), 0, verified, fresh, config.blockSize());
        DurableFiles.move(layout.journalDirectory(), original);
        if (Files.exists(layout.markFile())) {
            DurableFiles.move(
                    layout.markFile(), original.resolve(layout.markFile().getFileName()));
        }
        DurableFiles.move(fresh, layout.journalDirectory());
        HighWaterMark.reset(layout.markFile(), kept.asMark(MarkState.MODE_PROCESS));
        return new RepairReport(kept, lost, damage, original);
    }

    private long lastVerified() {
        try (RecordCursor cursor = new RecordCursor(layout.journalDirectory())) {
            try {
                for (Step step = cursor.next(); step != Step.END; step = cursor.next()) {
                    // Verified by the cursor.
                }
            } catch (JournalDamagedException e) {
                damage = e;
            }
            return cursor.chain().lastWholeSequence();
        }
    }

    private long lost(long verified) {
        Reading mark = HighWaterMark.read(layout.markFile());
        MarkState state = mark.state();
        return state == null ? -1 : Math.max(0, Math.max(state.sequence(), witnessed) - verified);
    }

    private String refusal(long verified, long lost) {
        String what = lost < 0
                ? "The high-water mark cannot be read, so acknowledged commands behind sequence " + verified
                        + " may be lost without anybody knowing."
                : "Cutting behind sequence " + verified + " gives up " + lost + " acknowledged commands.";
        JournalDamagedException why = damage;
        return what + (why == null ? "" : " " + why.getMessage()) + " Repeat with --accept-loss to do it.";
    }
}
