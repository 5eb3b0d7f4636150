package io.ringfence.bench.micro;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/** The results beside the aims: now (the walking skeleton's) and later (perf.md, P2). */
final class MicroTable {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private record Aim(int nowNanos, int laterNanos) {}

    private static final Map<String, Aim> AIMS = Map.of(
            "GatesBenchmark.eightGates", new Aim(250, 120),
            "GatesBenchmark.eightGatesLargeAccount", new Aim(250, 120),
            "DecideBenchmark.decodeGatesDecide", new Aim(0, 200),
            "CommandBenchmark.iocOrderInMemory", new Aim(700, 350),
            "CommandBenchmark.orderAndCancelInMemory", new Aim(700, 350),
            "CommandBenchmark.iocOrderOnChronicle", new Aim(700, 350),
            "CommandBenchmark.orderAndCancelOnChronicle", new Aim(700, 350));

    private MicroTable() {}

    static void print(Collection<RunResult> results, PrintStream out) {
        out.printf(
                "%-50s %9s %9s %9s %9s %8s  %s%n",
                "part, ns per operation", "processor", "min", "max", "wall", "B/op", "aim now / later");
        for (RunResult result : results) {
            String name = name(result);
            Statistics processor = secondary(result, CpuTimeProfiler.NAME);
            out.printf(
                    Locale.ROOT,
                    "%-50s %9.1f %9.1f %9.1f %9.1f %8.2f  %s%n",
                    name,
                    median(processor),
                    processor.getMin(),
                    processor.getMax(),
                    median(result.getPrimaryResult().getStatistics()),
                    median(secondary(result, ALLOCATED)),
                    aim(name, median(processor)));
        }
    }

    private static double median(Statistics values) {
        return values.getPercentile(50);
    }

    private static String name(RunResult result) {
        String full = result.getParams().getBenchmark();
        int method = full.lastIndexOf('.');
        return full.substring(full.lastIndexOf('.', method - 1) + 1);
    }

    /** What a profiler measured in the iterations of all forks; nothing when it did not run. */
    private static Statistics secondary(RunResult result, String name) {
        ListStatistics values = new ListStatistics();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                iteration.getSecondaryResults().forEach((label, measured) -> {
                    if (label.endsWith(name)) {
                        values.addValue(measured.getScore());
                    }
                });
            }
        }
        return values;
    }

    private static String aim(String name, double nanos) {
        Aim aim = AIMS.get(name);
        if (aim == null) {
            return "";
        }
        String now = aim.nowNanos() == 0 ? "-" : aim.nowNanos() + (nanos < aim.nowNanos() ? " met" : " MISSED");
        return now + " / " + aim.laterNanos() + (nanos <= aim.laterNanos() ? " met" : " not yet");
    }
}
