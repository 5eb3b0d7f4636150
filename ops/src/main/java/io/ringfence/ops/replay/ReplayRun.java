package io.ringfence.ops.replay;

import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.ReadAhead;
import io.ringfence.journal.RecordSource;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One replay of a verified journal, and what to say about it. */
public final class ReplayRun {
    private static final long PROGRESS_MASK = 0x3FFF;

    private final JournalFolder folder;
    private final Replay replay;
    private long elapsedNanos;

    public ReplayRun(JournalFolder folder) {
        this.folder = folder;
        replay = new Replay(folder.expectedOrders(), (record, offset, length) -> {});
    }

    /** Replays up to a sequence; false at a divergence. */
    public boolean execute(long until) {
        long started = System.nanoTime();
        long last = Math.min(until, folder.lastSequence());
        try (RecordSource reader = new ReadAhead(folder.read());
                Progress progress = Progress.start("replaying", "commands")) {
            while (replay.state().sequence < last && replay.next(reader)) {
                if ((replay.commands() & PROGRESS_MASK) == 0) {
                    progress.to(replay.commands(), last);
                }
            }
        } catch (JournalDamagedException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        }
        elapsedNanos = System.nanoTime() - started;
        return replay.divergence() == null;
    }

    /** Lines for a person: how much was compared, how fast, and where it first differs. */
    public List<String> report() throws IOException {
        List<String> lines = new ArrayList<>();
        double seconds = Math.max(1, elapsedNanos) / 1e9;
        lines.add(String.format(
                Locale.ROOT,
                "compared %,d commands in %.2f s (%,.0f/s)",
                replay.commands(),
                seconds,
                replay.commands() / seconds));
        @Nullable Divergence divergence = replay.divergence();
        if (divergence == null) {
            lines.add("identical; state hash "
                    + HexFormat.of().toHexDigits(replay.state().hash()) + " at sequence " + replay.state().sequence);
            return lines;
        }
        lines.add("diverges at sequence " + divergence.sequence() + ", fragment " + divergence.fragment() + ", byte "
                + divergence.byteOffset() + " of the record; recorded at " + divergence.location(folder.layout()));
        lines.add("recorded: " + RecordDecoder.decode(folder, divergence.sequence(), divergence.recorded()));
        lines.add("replayed: " + RecordDecoder.decode(folder, divergence.sequence(), divergence.replayed()));
        return lines;
    }

    public void writeState(OutputStream out) throws IOException {
        StateJson.write(replay.state(), out);
    }
}
