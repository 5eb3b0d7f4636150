package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every journal command has. */
abstract class JournalBase implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
    private @Nullable Path data;

    @Spec
    private @Nullable CommandSpec spec;

    Path data() {
        if (data == null) {
            throw Failure.usage("--data DIR is missing");
        }
        return data;
    }

    PrintWriter out() {
        return Streams.out(spec);
    }

    PrintWriter err() {
        return Streams.err(spec);
    }
}
