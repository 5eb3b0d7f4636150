package io.ringfence.gateway.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.ringfence.gateway.stream.Streams;
import java.util.List;
import java.util.function.IntSupplier;

/** The event streams, read when they are scraped. */
public final class StreamGauges extends Collector {
    private final Streams streams;
    private final IntSupplier sockets;

    public StreamGauges(Streams streams, IntSupplier sockets) {
        this.streams = streams;
        this.sockets = sockets;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(
                new GaugeMetricFamily("ringfence_ws_connections", "WebSockets that are open", sockets.getAsInt()),
                new GaugeMetricFamily("ringfence_stream_clients", "Clients that listen", streams.clients()),
                new GaugeMetricFamily(
                        "ringfence_stream_alive", "0 when no client is told anything", streams.isAlive() ? 1 : 0),
                new CounterMetricFamily("ringfence_stream_events", "Events sent to clients", streams.told()),
                new CounterMetricFamily(
                        "ringfence_stream_dropped", "Clients dropped because they did not read", streams.dropped()));
    }
}
