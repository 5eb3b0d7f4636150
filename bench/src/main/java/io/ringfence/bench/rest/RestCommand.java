package io.ringfence.bench.rest;

import io.ringfence.bench.Machine;
import io.ringfence.bench.setup.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A measurement of a whole core in a folder of its own, which is deleted behind it. */
abstract class RestCommand implements Callable<Integer> {
    @Option(names = "--dir", paramLabel = "DIR", description = "Where the core keeps its data (default: temporary).")
    private @Nullable Path directory;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private double loadBefore;

    /** Measures, and returns the exit code. */
    abstract int measure(Path data, PrintWriter out) throws IOException, InterruptedException;

    CommandSpec spec() {
        return spec;
    }

    int inFolder(String prefix) throws IOException, InterruptedException {
        Path base = Folders.under(directory, prefix);
        loadBefore = Machine.load();
        try {
            return measure(base.resolve("data"), spec.commandLine().getOut());
        } finally {
            Folders.delete(base);
        }
    }

    /** On what it was measured. */
    void machine(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "machine  %s; clients and core share it; load of all %.2f before, %.2f after%n",
                Machine.hardware(),
                loadBefore,
                Machine.load());
        out.printf("jvm      %s; commit %s%n", Machine.jvm(), Machine.commit());
        out.flush();
    }
}
