package io.ringfence.gateway.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** All metrics of one gateway, in a registry of its own. */
public final class Metrics {
    public static final String CONTENT_TYPE = TextFormat.CONTENT_TYPE_004;

    private final CollectorRegistry registry = new CollectorRegistry();
    private final HttpMetrics http = new HttpMetrics(registry);
    private final DecisionCounter decisions = new DecisionCounter(registry);

    /** {@code latencies} is the engine's probe, made by the composition root before the engine. */
    public Metrics(Latencies latencies) {
        registry.register(latencies);
        DefaultExports.register(registry);
    }

    public CollectorRegistry registry() {
        return registry;
    }

    public HttpMetrics http() {
        return http;
    }

    public DecisionCounter decisions() {
        return decisions;
    }

    public String scrape() {
        StringWriter text = new StringWriter(16 * 1024);
        try {
            TextFormat.write004(text, registry.metricFamilySamples());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
