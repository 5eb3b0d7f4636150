package io.ringfence.ops.evidence;

import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.evidence.Checkpoint;
import io.ringfence.journal.evidence.EvidenceCheck;
import io.ringfence.journal.evidence.EvidenceReport;
import io.ringfence.journal.evidence.VerifyingKey;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A check of a journal against its signed checkpoints, and what to say about it. */
public final class EvidenceRun {
    private static final long NANOS = 1_000_000_000L;

    private final JournalLayout layout;
    private final VerifyingKey key;
    private final List<Checkpoint> kept;
    private long elapsedNanos;

    /**
     * Prepares.
     *
     * @param anchor a file of checkpoints that somebody kept elsewhere; null = none
     * @throws Failure 2 when a file is missing or not what it should be
     */
    public EvidenceRun(JournalLayout layout, Path publicKey, @Nullable Path anchor) {
        this.layout = layout;
        this.key = key(publicKey);
        this.kept = anchor == null ? List.of() : anchor(anchor);
    }

    /** Reads a public key; failing is bad usage. */
    public static VerifyingKey key(Path file) {
        try {
            return VerifyingKey.read(file);
        } catch (JournalException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    private static List<Checkpoint> anchor(Path file) {
        try {
            List<Checkpoint> kept = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                if (!line.isBlank()) {
                    kept.add(Checkpoint.parse(line.strip()));
                }
            }
            return kept;
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.usage(
                    "the anchor file " + file + " cannot be read: it must hold checkpoint lines; " + e.getMessage());
        }
    }

    /**
     * Checks.
     *
     * @throws Failure 3 when anything is not as signed
     */
    public EvidenceReport check() {
        long started = System.nanoTime();
        try (Progress progress = Progress.start("checking signatures", "commands")) {
            EvidenceReport report = EvidenceCheck.run(layout, key, kept, progress::to);
            elapsedNanos = System.nanoTime() - started;
            return report;
        } catch (JournalDamagedException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        } catch (JournalException e) {
            throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
        }
    }

    /** Lines for a person. */
    public List<String> lines(EvidenceReport report) {
        List<String> lines = new ArrayList<>();
        double seconds = Math.max(1, elapsedNanos) / 1e9;
        lines.add(String.format(
                Locale.ROOT,
                "recomputed the hashes of %,d bytes in %.2f s (%,.0f MB/s)",
                report.bytes(),
                seconds,
                report.bytes() / seconds / 1e6));
        Checkpoint last = report.last();
        if (last != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "signed: sequence 1 to %d by %d checkpoints; the last one is %s (sealed %s)",
                    last.last(),
                    report.chain().all().size(),
                    last.hash(),
                    instant(last.sealedAtNanos())));
            lines.add("journal " + last.journalId() + ", signed by "
                    + String.join(", then ", report.chain().keys()));
        }
        report.notes().forEach(note -> lines.add("note: " + note));
        lines.add(tail(report));
        return lines;
    }

    private static String tail(EvidenceReport report) {
        if (report.tailCommands() == 0) {
            return "unsigned: nothing";
        }
        return String.format(
                Locale.ROOT,
                "unsigned: %d commands behind sequence %d, %s to %s (%s); nobody vouches for them yet",
                report.tailCommands(),
                report.signedThrough(),
                instant(report.tailFromNanos()),
                instant(report.tailToNanos()),
                Duration.ofNanos(report.tailToNanos() - report.tailFromNanos()));
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
