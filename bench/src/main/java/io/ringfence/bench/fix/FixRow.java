package io.ringfence.bench.fix;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * One load on one kind of server, over all passes.
 *
 * @param rate orders a second asked for; 0 = saturated
 */
record FixRow(int rate, List<Load.Result> passes) {
    FixRow {
        passes = List.copyOf(passes);
    }

    private double median(ToDoubleFunction<Load.Result> figure) {
        return Load.median(passes.stream().mapToDouble(figure).toArray());
    }

    double perSecond() {
        return median(Load.Result::perSecond);
    }

    double serverCpuMicros() {
        return median(Load.Result::serverCpuPerOrder) / 1e3;
    }

    double ownCpuMicros() {
        return median(Load.Result::ownCpuPerOrder) / 1e3;
    }

    /** A quantile of all passes together. */
    double micros(double percentile) {
        Histogram all = Load.histogram();
        passes.forEach(pass -> all.add(pass.times()));
        return all.getValueAtPercentile(percentile) / 1e3;
    }
}
