package io.ringfence.bench.micro;

import io.ringfence.bench.Machine;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench micro}: what the parts of a command cost, beside what they may cost. */
@Command(
        name = "micro",
        description = "Measures the parts of a command with JMH and prints them beside the aims.",
        mixinStandardHelpOptions = true)
public final class MicroCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "REGEX",
            arity = "0..1",
            defaultValue = ".*",
            description =
                    "Only benchmarks whose name matches, for example Gates or CommandBenchmark.ioc (default: all).")
    private String include = ".*";

    @Option(names = "--quick", description = "One fork and short iterations: figures to look at, not to quote.")
    private boolean quick;

    @Option(names = "--prof", paramLabel = "NAME", description = "A JMH profiler besides gc, for example stack.")
    private @Nullable String profiler;

    @Option(names = "--verbose", description = "Shows what JMH says while it runs.")
    private boolean verbose;

    @Override
    public Integer call() throws RunnerException {
        double loadBefore = Machine.load();
        Collection<RunResult> results = new Runner(options().build()).run();
        MicroTable.print(results, System.out);
        System.out.printf(
                Locale.ROOT,
                "machine  %s; load of all %.2f before, %.2f after%n",
                Machine.hardware(),
                loadBefore,
                Machine.load());
        System.out.printf("jvm      %s; commit %s%n", Machine.jvm(), Machine.commit());
        if (quick) {
            System.out.println("quick    one fork, three short iterations: to look at, not to quote");
        }
        return 0;
    }

    private ChainedOptionsBuilder options() {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("io\\.ringfence\\.bench\\.micro\\..*(?:" + include + ")")
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 3 : 5)
                .warmupTime(TimeValue.milliseconds(quick ? 500 : 1_000))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 500 : 1_000))
                .verbosity(verbose ? VerboseMode.NORMAL : VerboseMode.SILENT);
        return profiler == null ? options : options.addProfiler(profiler);
    }
}
