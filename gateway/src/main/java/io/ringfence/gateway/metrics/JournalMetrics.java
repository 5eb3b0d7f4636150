package io.ringfence.gateway.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.ForceTimes;
import io.ringfence.journal.JournalSpace;
import java.util.ArrayList;
import java.util.List;

/** Room on the journal's disk and the time that making records durable takes, read when they are scraped. */
public final class JournalMetrics extends Collector {
    private static final String FORCE = "ringfence_journal_force_seconds";
    private static final double NANOS = 1e9;

    private final ChronicleJournal journal;

    public JournalMetrics(ChronicleJournal journal) {
        this.journal = journal;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> all = new ArrayList<>();
        JournalSpace space = journal.space();
        if (space != null) {
            gauge(all, "disk_free_bytes", "Bytes free on the journal's file system", space.freeBytes());
            gauge(all, "disk_reserve_bytes", "Free bytes below which orders are refused", space.reserveBytes());
            gauge(all, "preallocated_bytes", "Bytes taken ahead and not written yet", space.preallocatedBytes());
            gauge(
                    all,
                    "disk_level",
                    "0 ample, 1 warning, 2 orders refused, 3 market data refused too",
                    space.level().number);
        }
        gauge(
                all,
                "durable_lag",
                "Commands appended and not durable as configured",
                Math.max(0, journal.appendedSequence() - journal.releasedSequence()));
        gauge(all, "failed", "1 when the journal can not be relied on", journal.problem() == null ? 0 : 1);
        all.add(forces(journal.forceTimes()));
        return all;
    }

    private static void gauge(List<MetricFamilySamples> all, String name, String help, long value) {
        all.add(new GaugeMetricFamily("ringfence_journal_" + name, help, (double) value));
    }

    private static MetricFamilySamples forces(ForceTimes times) {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        long[] bounds = ForceTimes.boundsNanos();
        double count = 0;
        for (int i = 0; i < times.buckets(); i++) {
            count += times.count(i);
            String bound = i < bounds.length ? Collector.doubleToGoString(bounds[i] / NANOS) : "+Inf";
            samples.add(new MetricFamilySamples.Sample(FORCE + "_bucket", List.of("le"), List.of(bound), count));
        }
        samples.add(new MetricFamilySamples.Sample(FORCE + "_count", List.of(), List.of(), count));
        samples.add(new MetricFamilySamples.Sample(FORCE + "_sum", List.of(), List.of(), times.sumNanos() / NANOS));
        return new MetricFamilySamples(
                FORCE, Type.HISTOGRAM, "Time to force a group of records to the device", samples);
    }
}
