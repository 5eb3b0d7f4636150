package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.config.ConfigLoader;
import io.ringfence.ops.config.Configuration;
import io.ringfence.ops.feed.FeedSpec;
import io.ringfence.ops.feed.InputException;
import io.ringfence.ops.simulate.SimulationRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}. */
@Command(
        name = "simulate",
        description = {
            "Runs a scenario in virtual time through the same engine as a live core, and prints one JSON line per event.",
            "The same input always gives byte-identical output. Events of feeds and scenario are merged by time; at the"
                    + " same time feeds go first, in the order given. A timer fires at every full second by itself,"
                    + " before everything else of that instant."
        })
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "Configuration; without it, the sandbox.")
    private @Nullable Path config;

    @Option(names = "--scenario", paramLabel = "FILE", description = "JSON lines, plain or gzip.")
    private @Nullable Path scenario;

    @Option(
            names = "--feed",
            paramLabel = "KIND:SYMBOL=PATH",
            description = "Market data for a symbol: ticks-csv, l3-csv or jsonl, plain or gzip. May be repeated.")
    private List<String> feeds = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "Also writes a journal to this folder.")
    private @Nullable Path data;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the events here instead of standard output.")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (scenario == null && feeds.isEmpty()) {
            throw Failure.usage("nothing to simulate; give --scenario FILE, --feed KIND:SYMBOL=PATH, or both");
        }
        Configuration configuration = ConfigLoader.load(config, CommandTree.environment(spec));
        List<FeedSpec> specs = feeds.stream().map(FeedSpec::parse).toList();
        Output.refuseToOverwrite(scenario, out);
        for (FeedSpec feed : specs) {
            Output.refuseToOverwrite(feed.path(), out);
        }
        try (OutputStream output = Output.open(out);
                SimulationRun run = new SimulationRun(configuration, specs, scenario, data, output)) {
            run.execute();
        } catch (InputException e) {
            throw e.asFailure();
        }
        return 0;
    }
}
