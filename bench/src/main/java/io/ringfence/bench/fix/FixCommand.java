package io.ringfence.bench.fix;

import io.ringfence.bench.Machine;
import io.ringfence.bench.Main;
import io.ringfence.bench.setup.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import quickfix.ConfigError;

/** {@code bench fix}: order to first report through the FIX gateway and a whole core, beside a bare echo. */
@Command(
        name = "fix",
        description =
                "Sends orders by FIX to a whole core (ringfence run, journal on) and to a bare QuickFIX/J acceptor"
                        + " that sends them back: at fixed rates, timed from when each order was due, and saturated.",
        mixinStandardHelpOptions = true)
public final class FixCommand implements Callable<Integer> {
    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,5000,20000",
            description = "Orders a second (default ${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(names = "--seconds", defaultValue = "5", description = "Of each rate (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--saturated",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Orders of the saturated measurement (default ${DEFAULT-VALUE}).")
    private int saturated;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Orders under way in it at a time (default ${DEFAULT-VALUE}).")
    private int window;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Orders to each new server before anything is measured (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--passes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Each with new servers, echo and gateway in turn (default ${DEFAULT-VALUE}).")
    private int passes;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the servers keep journal and stores (default: the system's temporary folder).")
    private @Nullable Path directory;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there as well.")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigError, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        if (rates.stream().anyMatch(rate -> rate < 1)
                || seconds < 1
                || saturated < 1
                || window < 1
                || warmUp < 1
                || passes < 1) {
            err.println("Rates, seconds, orders, window, warm-up and passes must be at least 1.");
            return Main.BAD_INPUT;
        }
        Path base = Folders.under(directory, "fix-");
        try {
            return measure(base, err);
        } finally {
            Folders.delete(base);
        }
    }

    private int measure(Path base, PrintWriter err) throws IOException, ConfigError, InterruptedException {
        FixPlan plan = new FixPlan(rates, seconds, saturated, window, warmUp, passes);
        double loadBefore = Machine.load();
        FixBench bench = new FixBench(plan, base, err);
        try {
            bench.run();
        } catch (IllegalStateException e) {
            err.println("ringfence bench: " + e.getMessage());
            return Main.FAILED;
        }
        FixReport report = new FixReport(plan, bench.echo(), bench.gateway(), loadBefore, Machine.load());
        report.print(spec.commandLine().getOut());
        if (json != null) {
            report.write(json);
        }
        return 0;
    }
}
