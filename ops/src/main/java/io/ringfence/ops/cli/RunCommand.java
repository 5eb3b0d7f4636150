package io.ringfence.ops.cli;

import io.ringfence.ops.run.RunOptions;
import io.ringfence.ops.run.Runner;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}. */
@Command(
        name = "run",
        description = {
            "Starts the core: REST on one port, health, metrics and the kill switch on another, the journal in a folder.",
            "Without --config it is the sandbox: a paper venue with quotes of its own, two accounts, keys in a file.",
            "SIGTERM drains and stops with exit code 0."
        })
final class RunCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "YAML or properties; the sandbox when absent.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder, made when absent (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--feed",
            paramLabel = "KIND:SYMBOL=PATH",
            description = "Plays a recorded feed at its own pace: ticks-csv, l3-csv or jsonl. May be repeated.")
    private List<String> feeds = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        // Read by logback.xml when the first logger is made.
        System.setProperty("ringfence.data", data.toString());
        return new Runner(
                        new RunOptions(config, data, feeds),
                        CommandTree.environment(spec),
                        Streams.out(spec),
                        Streams.err(spec))
                .run();
    }
}
