package io.ringfence.ops.cli;

import io.ringfence.journal.ArchivedCycle;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalLockedException;
import io.ringfence.journal.archive.ArchiveRules;
import io.ringfence.journal.archive.ArchiveStep;
import io.ringfence.journal.archive.Archived;
import io.ringfence.journal.archive.JournalArchive;
import io.ringfence.journal.archive.JournalRestore;
import io.ringfence.journal.archive.SnapshotFloor;
import io.ringfence.journal.evidence.SigningKey;
import io.ringfence.journal.evidence.VerifyingKey;
import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import io.ringfence.ops.evidence.EvidenceRun;
import io.ringfence.ops.evidence.SigningKeys;
import io.ringfence.ops.replay.JournalFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code journal archive} and {@code journal restore}. */
final class JournalArchiveCommand {
    private static final long NANOS = 1_000_000_000L;

    private JournalArchiveCommand() {}

    @Command(
            name = "archive",
            description = {
                "Packs cycle files that are wholly behind a verified snapshot and wholly signed, with their checkpoints, into"
                        + " the folder archive, reads each back, and only then removes the original. The two newest stay.",
                "May run beside a live core. Everything that reads the journal reads archived files like any other."
            })
    static final class Archive extends JournalBase {
        @ArgGroup
        private Limit limit = new Limit();

        @Option(
                names = "--public-key",
                paramLabel = "FILE",
                description =
                        "The key that must have signed (default: keys/journal-signing.pub.pem in the data folder).")
        private @Nullable Path publicKey;

        /** How far back. */
        static final class Limit {
            @Option(
                    names = "--before",
                    paramLabel = "SEQ",
                    description = "Only files whose commands are all before SEQ.")
            private @Nullable Long before;

            @Option(names = "--keep-days", paramLabel = "N", description = "Only files that are older than N days.")
            private @Nullable Integer keepDays;
        }

        @Override
        public Integer call() {
            JournalLayout layout = JournalFolder.layout(data());
            VerifyingKey key = EvidenceRun.key(
                    publicKey == null ? SigningKey.publicFile(SigningKeys.file(layout, null)) : publicKey);
            List<Archived> archived = archive(layout, key);
            for (Archived each : archived) {
                ArchivedCycle cycle = each.cycle();
                out().println(String.format(
                        Locale.ROOT,
                        "%s: sequences %d to %d, %,d bytes packed into %,d",
                        cycle.path(),
                        cycle.first(),
                        cycle.last(),
                        cycle.length(),
                        each.packedBytes()));
            }
            if (archived.isEmpty()) {
                out().println(
                                "nothing to archive: no cycle file but the two newest is wholly signed, behind a verified snapshot,"
                                        + " and as old as asked for");
            }
            return 0;
        }

        private List<Archived> archive(JournalLayout layout, VerifyingKey key) {
            SnapshotFloor floor = SnapshotFloor.of(layout);
            try (Progress progress = Progress.start("archiving", "steps")) {
                long[] steps = {0};
                ArchiveStep.Listener listener = (cycle, step) -> progress.to(++steps[0], steps[0]);
                if (floor.vouchedSequence() == 0) {
                    throw Failure.usage("there is no verified snapshot in " + layout.snapshotDirectory()
                            + ", so nothing may be archived; a core writes one when it stops");
                }
                return JournalArchive.archive(layout, key, floor, rules(), listener);
            } catch (JournalException e) {
                throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
            }
        }

        private ArchiveRules rules() {
            Long before = limit.before;
            Integer days = limit.keepDays;
            if ((before != null && before < 1) || (days != null && days < 0)) {
                throw Failure.usage("--before takes a sequence from 1 on, --keep-days a number of days from 0 on");
            }
            Instant until = Instant.now().minus(Duration.ofDays(days == null ? 0 : days));
            return new ArchiveRules(
                    before == null ? Long.MAX_VALUE : before,
                    days == null ? Long.MAX_VALUE : until.getEpochSecond() * NANOS + until.getNano());
        }
    }

    @Command(
            name = "restore",
            description = {
                "Unpacks archived cycle files into the journal's folder again, byte for byte, with their checkpoints.",
                "The archive stays as it is. No core may be running."
            })
    static final class Restore extends JournalBase {
        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        /** What to bring back. */
        static final class Which {
            @Option(names = "--all", description = "Everything.")
            private boolean all;

            @Option(names = "--sequence", paramLabel = "SEQ", description = "The file that holds this sequence.")
            private @Nullable Long sequence;

            @Option(names = "--cycle", paramLabel = "NAME", description = "One file by its name, like 20260131-23F.")
            private @Nullable String cycle;
        }

        @Override
        public Integer call() {
            JournalLayout layout = new JournalLayout(data());
            try {
                if (JournalArchive.list(layout).stream().noneMatch(wanted())) {
                    throw Failure.usage("the archive " + layout.archiveDirectory() + " holds nothing of that kind");
                }
                List<ArchivedCycle> restored = JournalRestore.restore(layout, wanted());
                restored.forEach(cycle -> out().println("restored " + cycle.cycle() + ".cq4: sequences " + cycle.first()
                        + " to " + cycle.last() + ", " + cycle.length() + " bytes"));
                if (restored.isEmpty()) {
                    out().println("nothing to restore: it is all in the journal's folder already");
                }
                return 0;
            } catch (JournalLockedException e) {
                throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()), e);
            } catch (JournalException e) {
                throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
            }
        }

        private Predicate<ArchivedCycle> wanted() {
            Long sequence = which.sequence;
            if (sequence != null) {
                return each -> each.first() <= sequence && sequence <= each.last();
            }
            return each -> which.all || each.cycle().equals(which.cycle);
        }
    }
}
