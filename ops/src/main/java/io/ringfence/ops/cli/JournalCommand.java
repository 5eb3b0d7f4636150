package io.ringfence.ops.cli;

import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLockedException;
import io.ringfence.journal.JournalRepair;
import io.ringfence.journal.RepairReport;
import io.ringfence.journal.snapshot.SnapshotStore;
import io.ringfence.ops.Failure;
import io.ringfence.ops.replay.JournalDump;
import io.ringfence.ops.replay.JournalFolder;
import io.ringfence.ops.replay.JournalStats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code journal stats / dump / tail / repair}, and the list of all journal commands. */
@Command(
        name = "journal",
        description = "Looks into a journal, signs, proves, archives and repairs one.",
        subcommands = {
            JournalVerifyCommand.class,
            JournalCommand.Stats.class,
            JournalCommand.Dump.class,
            JournalCommand.Tail.class,
            JournalCommand.Repair.class,
            SnapshotsCommand.class,
            JournalSealCommand.Seal.class,
            JournalSealCommand.Rotate.class,
            JournalProofCommand.Prove.class,
            JournalProofCommand.Verify.class,
            JournalArchiveCommand.Archive.class,
            JournalArchiveCommand.Restore.class
        })
final class JournalCommand {
    private JournalCommand() {}

    @Command(name = "stats", description = "Counts commands, events and decisions.")
    static final class Stats extends JournalBase {
        @Override
        public Integer call() {
            new JournalStats(JournalFolder.open(data())).lines().forEach(out()::println);
            return 0;
        }
    }

    @Command(name = "dump", description = "Prints records as JSON lines.")
    static final class Dump extends JournalBase {
        @Option(names = "--from", paramLabel = "SEQ", description = "First sequence.")
        private long from = 1;

        @Option(names = "--to", paramLabel = "SEQ", description = "Last sequence.")
        private long to = Long.MAX_VALUE;

        @Option(names = "--out", paramLabel = "FILE", description = "Writes here instead of standard output.")
        private @Nullable Path file;

        @Override
        public Integer call() throws IOException {
            JournalFolder folder = JournalFolder.open(data());
            try (OutputStream out = Output.open(file)) {
                JournalDump.range(folder, from, to, out);
            }
            return 0;
        }
    }

    @Command(name = "tail", description = "Prints the last records and then those that come, until interrupted.")
    static final class Tail extends JournalBase {
        @Option(names = "--lines", paramLabel = "N", description = "Records before the end to begin with.")
        private long lines = 10;

        @Override
        public Integer call() throws IOException {
            JournalFolder folder = JournalFolder.open(data());
            try (OutputStream out = Output.open(null)) {
                JournalDump.follow(folder, lines, out);
            } catch (JournalDamagedException e) {
                throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
            }
            return 0;
        }
    }

    @Command(
            name = "repair",
            description = "Cuts the journal behind the last verified record. Asks first, and keeps the original.")
    static final class Repair extends JournalBase {
        private static final DateTimeFormatter LABEL =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

        @Option(names = "--accept-loss", description = "Also give up commands that were acknowledged.")
        private boolean acceptLoss;

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        @Override
        public Integer call() throws IOException {
            JournalConfig config = JournalConfig.of(JournalFolder.layout(data()));
            if (!yes && !confirmed()) {
                err().println("ringfence: nothing was changed");
                return Failure.USAGE;
            }
            try {
                SnapshotStore snapshots = new SnapshotStore(config.layout().snapshotDirectory(), 1);
                RepairReport report = JournalRepair.cutAtLastVerified(
                        config, acceptLoss, LABEL.format(Instant.now()), snapshots.witnessedSequence());
                int beyond = snapshots.setAsideBeyond(report.kept().lastSequence());
                JournalStats.totals(report.kept()).forEach(out()::println);
                out().println("acknowledged commands given up: " + (report.lost() < 0 ? "unknown" : report.lost()));
                out().println("the journal as it was: " + report.original());
                if (beyond > 0) {
                    out().println("snapshots beyond the new end, renamed to *.cut: " + beyond);
                }
                return 0;
            } catch (JournalLockedException e) {
                throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()), e);
            } catch (JournalException e) {
                throw new Failure(Failure.JOURNAL_DAMAGED, String.valueOf(e.getMessage()), e);
            }
        }

        private boolean confirmed() throws IOException {
            err().print("Cut the journal in " + data() + " behind its last verified record? The original is kept."
                    + " Type yes: ");
            err().flush();
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            return "yes".equals(in.readLine());
        }
    }
}
