package io.ringfence.gateway.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;

/** Requests by route, method and status. Routes are patterns, so the number of series is bounded. */
public final class HttpMetrics {
    private final Counter requests;

    public HttpMetrics(CollectorRegistry registry) {
        requests = Counter.build("ringfence_http_requests_total", "HTTP requests answered")
                .labelNames("route", "method", "status")
                .register(registry);
    }

    public void answered(String route, String method, int status) {
        requests.labels(route, method, Integer.toString(status)).inc();
    }
}
