package io.ringfence.bench.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The passes of one way, measured passes only. */
record FlowSummary(Way way, List<FlowPass> passes) {
    FlowSummary {
        passes = List.copyOf(passes);
    }

    double median() {
        return middle(passes.stream().mapToDouble(FlowPass::perSecond).toArray());
    }

    double min() {
        return passes.stream().mapToDouble(FlowPass::perSecond).min().orElse(0);
    }

    double max() {
        return passes.stream().mapToDouble(FlowPass::perSecond).max().orElse(0);
    }

    double medianNanosPerCommand() {
        return 1e9 / median();
    }

    /** Processor time of the engine thread per command; negative when it was not measured. */
    double medianThreadNanosPerCommand() {
        return middle(passes.stream()
                .mapToDouble(pass -> (double) pass.threadNanos() / pass.commands())
                .toArray());
    }

    double medianAllocatedPerCommand() {
        return middle(passes.stream()
                .mapToDouble(pass -> (double) pass.allocatedBytes() / pass.commands())
                .toArray());
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /** One line for people. */
    String text() {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(
                Locale.ROOT,
                "%-6s  median %,d commands/s (min %,d, max %,d of %d passes), %.0f ns per command",
                way,
                Math.round(median()),
                Math.round(min()),
                Math.round(max()),
                passes.size(),
                medianNanosPerCommand()));
        if (way == Way.DIRECT) {
            parts.add(String.format(
                    Locale.ROOT,
                    "%.0f ns of processor time, %.1f B allocated",
                    medianThreadNanosPerCommand(),
                    medianAllocatedPerCommand()));
        }
        return String.join(", ", parts);
    }
}
