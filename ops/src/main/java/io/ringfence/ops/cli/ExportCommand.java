package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.export.ExportFormat;
import io.ringfence.ops.export.Exporter;
import io.ringfence.ops.export.RowSink;
import io.ringfence.ops.export.Sinks;
import io.ringfence.ops.export.Table;
import io.ringfence.ops.replay.JournalFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}. */
@Command(
        name = "export",
        description = {
            "Projects the journal to tables for people who query: every value exact, every row derived by executing the"
                    + " journal again.",
            "A file appears when it is complete. In PostgreSQL an export goes on where the last one ended, also after it"
                    + " was killed.",
            "Exits 1 when the journal does not replay equal, 2 when the target can not be used, 3 when the journal is"
                    + " damaged or short."
        })
final class ExportCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
    private @Nullable Path data;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            required = true,
            description = "decisions, readings, orders, executions or positions; all with --format postgres."
                    + " Decisions include their eight readings.")
    private String table = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "jsonl, csv, parquet or postgres.")
    private ExportFormat format = ExportFormat.JSONL;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file; without it, jsonl and csv go to standard output.")
    private @Nullable Path out;

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description = "The database, as jdbc:postgresql://HOST:PORT/DATABASE; user and password in the URL or in"
                    + " PGUSER and PGPASSWORD.")
    private @Nullable String jdbc;

    @Option(
            names = "--from",
            paramLabel = "SEQ",
            description = "Files: only what commands from this sequence on caused, to go on behind an earlier file.")
    private long from = 1;

    @Option(names = "--to", paramLabel = "SEQ", description = "Stop behind this sequence.")
    private long to = Long.MAX_VALUE;

    @Option(
            names = "--follow",
            description = "PostgreSQL: keep projecting what a running core appends, until interrupted.")
    private boolean follow;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (data == null) {
            throw Failure.usage("--data DIR is missing");
        }
        Table chosen = check();
        JournalFolder folder = JournalFolder.open(data);
        if (to != Long.MAX_VALUE && to > folder.lastSequence()) {
            throw Failure.usage("--to " + to + ": the journal ends at sequence " + folder.lastSequence());
        }
        try (RowSink sink = open(chosen)) {
            Exporter exporter = new Exporter(folder, sink);
            if (follow) {
                untilInterrupted(exporter);
            } else {
                long last = exporter.export(to);
                if (out != null || jdbc != null) {
                    Streams.err(spec).println("exported " + table + " up to sequence " + last);
                }
            }
        }
        return 0;
    }

    /** The table, null for all; refuses what does not fit together. */
    private @Nullable Table check() {
        boolean database = format == ExportFormat.POSTGRES;
        if (database && jdbc == null) {
            throw Failure.usage("--format postgres needs --jdbc URL");
        }
        if (!database && jdbc != null) {
            throw Failure.usage("--jdbc goes with --format postgres only");
        }
        if (database && (out != null || from != 1)) {
            throw Failure.usage("--out and --from go with files; a database remembers itself how far it is");
        }
        if (format == ExportFormat.PARQUET && out == null) {
            throw Failure.usage("--format parquet needs --out FILE");
        }
        if (follow && (!database || to != Long.MAX_VALUE)) {
            throw Failure.usage("--follow goes with --format postgres, and without --to");
        }
        if (from < 1 || to < from) {
            throw Failure.usage("--from " + from + " --to " + to + " is not a range of sequences; the first is 1");
        }
        if (table.equalsIgnoreCase(ALL)) {
            if (!database) {
                throw Failure.usage("--table all goes with --format postgres; a file holds one table");
            }
            return null;
        }
        try {
            return Table.valueOf(table.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            String known = String.join(
                    ", ", Arrays.stream(Table.values()).map(Table::tableName).toList());
            throw new Failure(Failure.USAGE, "--table " + table + ": there is no such table; use " + known, e);
        }
    }

    private RowSink open(@Nullable Table chosen) throws IOException {
        if (jdbc != null) {
            return Sinks.postgres(chosen, jdbc, System.getenv());
        }
        Table one = java.util.Objects.requireNonNull(chosen);
        return out == null ? Sinks.stream(one, format, from, Output.open(null)) : Sinks.file(one, format, from, out);
    }

    /** Ends with the batch in hand when the process is asked to end. */
    private void untilInterrupted(Exporter exporter) throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    stop.set(true);
                    try {
                        ended.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "export-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        Streams.err(spec).println("following " + data + "; interrupt to end");
        try {
            exporter.follow(() -> stop.get() || Thread.currentThread().isInterrupted());
        } finally {
            ended.countDown();
        }
    }
}
