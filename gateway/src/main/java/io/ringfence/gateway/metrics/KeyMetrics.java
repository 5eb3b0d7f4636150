package io.ringfence.gateway.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import io.ringfence.gateway.auth.FileKeys;
import java.util.List;

/** The key file, read when it is scraped. */
public final class KeyMetrics extends Collector {
    private final FileKeys keys;

    public KeyMetrics(FileKeys keys) {
        this.keys = keys;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(new GaugeMetricFamily(
                "ringfence_key_file_refused",
                "1 when the key file was changed to something that can not be read, so that the old keys are in use",
                keys.isStale() ? 1 : 0));
    }
}
