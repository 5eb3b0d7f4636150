package io.ringfence.gateway.metrics;

import io.prometheus.client.Collector;
import io.ringfence.engine.pipeline.StageProbe;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long commands take from being published to each stage. The composition root hands this to the engine as its
 * probe; the last two stages are seen at the edge. Commands from the kill lane carry no time and are not counted.
 */
public final class Latencies extends Collector implements StageProbe {
    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 0.9999};
    private static final String NAME = "ringfence_stage_latency_seconds";

    private final StageLatency taken = new StageLatency("taken");
    private final StageLatency committed = new StageLatency("committed");
    private final StageLatency answered = new StageLatency("answered");
    private final List<StageLatency> stages = List.of(taken, committed, answered);

    @Override
    public void taken(long publishedAtNanos) {
        record(taken, publishedAtNanos);
    }

    @Override
    public void committed(long publishedAtNanos) {
        record(committed, publishedAtNanos);
    }

    /** The released record was read and its answer handed to the network. */
    public void answered(long publishedAtNanos) {
        record(answered, publishedAtNanos);
    }

    private static void record(StageLatency stage, long publishedAtNanos) {
        if (publishedAtNanos != 0) {
            stage.record(System.nanoTime() - publishedAtNanos);
        }
    }

    /** To be called every ten seconds. */
    public void rotate() {
        stages.forEach(StageLatency::rotate);
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        for (StageLatency stage : stages) {
            Histogram recent = stage.recent();
            for (double quantile : QUANTILES) {
                double seconds =
                        recent.getTotalCount() == 0 ? Double.NaN : recent.getValueAtPercentile(quantile * 100) / 1e9;
                samples.add(new MetricFamilySamples.Sample(
                        NAME, List.of("stage", "quantile"), List.of(stage.stage, Double.toString(quantile)), seconds));
            }
            List<String> label = List.of("stage");
            List<String> value = List.of(stage.stage);
            samples.add(new MetricFamilySamples.Sample(NAME + "_count", label, value, stage.count()));
            samples.add(new MetricFamilySamples.Sample(NAME + "_sum", label, value, stage.sumSeconds()));
        }
        return List.of(new MetricFamilySamples(
                NAME, Type.SUMMARY, "Time from publishing a command to each stage, over the last minute", samples));
    }
}
