package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.Progress;
import io.ringfence.ops.simtest.Expectations;
import io.ringfence.ops.simtest.Simtest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simtest}. */
@Command(
        name = "simtest",
        description = {
            "Simulates the whole core under faults, one seed after the other, and checks it against a naive model.",
            "Each seed is a world of its own: clients, a feed, operators, a disk, crashes, time. It runs twice and must"
                    + " give the same trace. Prints what was met and what was not; a failing seed is printed with the"
                    + " command that repeats it."
        })
final class SimtestCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private long seeds = 2_000;

    @Option(names = "--start", paramLabel = "S", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long start = 1;

    @Option(names = "--seed", paramLabel = "S", description = "Runs this one seed only.")
    private @Nullable Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Seeds at a time; default: one for each processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--complete",
            description = "Fails (exit code 1) also when anything that a run should meet was never met.")
    private boolean complete;

    @Override
    public Integer call() {
        if (seeds < 1 || threads < 1) {
            throw Failure.usage("--seeds and --threads must be at least 1");
        }
        Long only = seed;
        long first = only == null ? start : only;
        long count = only == null ? seeds : 1;
        long began = System.nanoTime();
        Simtest.Result result;
        try (Progress progress = Progress.start("simulating", "seeds")) {
            result = Simtest.run(first, count, threads, done -> progress.to(done, count));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        PrintWriter out = Streams.out(spec);
        Simtest.Failed failed = result.failed();
        if (failed != null) {
            out.flush();
            throw new Failure(
                    Failure.CHECK_FAILED,
                    "seed " + failed.seed() + " failed: " + failed.cause().getMessage()
                            + "; repeat it with: ./ringfence simtest --seed " + failed.seed(),
                    failed.cause());
        }
        report(result, seconds, out);
        List<String> holes = Expectations.missing(result.coverage());
        if (complete && !holes.isEmpty()) {
            throw new Failure(
                    Failure.CHECK_FAILED,
                    "never met: " + String.join(", ", holes)
                            + "; run more seeds, or teach the simulation to reach them");
        }
        return 0;
    }

    private void report(Simtest.Result result, double seconds, PrintWriter out) {
        for (Map.Entry<String, Long> each : result.coverage().all().entrySet()) {
            out.printf(Locale.ROOT, "%12d  %s%n", each.getValue(), each.getKey());
        }
        if (seed == null) {
            List<String> holes = Expectations.missing(result.coverage());
            holes.forEach(hole -> out.println("        hole  " + hole));
        }
        out.printf(
                Locale.ROOT,
                "%,d seeds, each twice, %,d crashes, %,d commands, 0 violations in %.1f s%n",
                result.seeds(),
                result.coverage().of("crash: all"),
                result.coverage().all().entrySet().stream()
                        .filter(each -> each.getKey().startsWith("command: "))
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                seconds);
        out.flush();
    }
}
