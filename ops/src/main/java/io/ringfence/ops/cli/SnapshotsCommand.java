package io.ringfence.ops.cli;

import io.ringfence.journal.JournalDamagedException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.MarkBarrier;
import io.ringfence.journal.snapshot.SnapshotDamagedException;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotStore;
import io.ringfence.ops.Failure;
import io.ringfence.ops.replay.JournalFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code journal snapshots}. */
@Command(
        name = "snapshots",
        description = {
            "Lists the snapshots of a journal, newest first, checks every byte of each, and whether it belongs to it.",
            "Changes nothing. Exits 1 when a start would pass one over."
        })
final class SnapshotsCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
    private @Nullable Path data;

    @Option(names = "--snapshots", paramLabel = "DIR", description = "Other snapshots, as a standby's.")
    private @Nullable Path snapshots;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (data == null) {
            throw Failure.usage("--data DIR is missing");
        }
        JournalLayout layout = JournalFolder.layout(data);
        Path directory = snapshots == null ? layout.snapshotDirectory() : snapshots;
        PrintWriter out = Streams.out(spec);
        boolean good = true;
        try (MarkBarrier barrier = MarkBarrier.open(layout)) {
            for (Path path : new SnapshotStore(directory, 1).paths()) {
                String problem = problem(path, layout, barrier, out);
                if (!problem.isEmpty()) {
                    good = false;
                    out.println(path.getFileName() + "  NOT USABLE: " + problem);
                }
            }
        }
        out.flush();
        return good ? 0 : Failure.CHECK_FAILED;
    }

    private static String problem(Path path, JournalLayout layout, MarkBarrier barrier, PrintWriter out) {
        try {
            SnapshotFile file = SnapshotStore.check(path);
            long end = barrier.releasedSequence();
            if (file.sequence() > end) {
                return "it is of sequence " + file.sequence() + ", the journal is acknowledged up to " + end;
            }
            JournalReader.openAfter(layout, barrier, file.header().totals()).close();
            out.println(line(file));
            return "";
        } catch (SnapshotDamagedException | JournalDamagedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String line(SnapshotFile file) {
        long nanos = file.header().totals().lastTimestampNanos();
        return String.format(
                Locale.ROOT,
                "%s  sequence %d, %s, %,d bytes, state hash %s",
                file.path().getFileName(),
                file.sequence(),
                Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000),
                file.header().length(),
                HexFormat.of().toHexDigits(file.header().stateHash()));
    }
}
