package io.ringfence.gateway.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import io.ringfence.gateway.tls.ServerTls;
import java.util.List;

/** The certificate of the HTTP ports, read when it is scraped. */
public final class TlsGauges extends Collector {
    private final ServerTls tls;

    public TlsGauges(ServerTls tls) {
        this.tls = tls;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(
                new GaugeMetricFamily(
                        "ringfence_tls_certificate_expires_seconds",
                        "When the certificate ends, in seconds since 1970 UTC",
                        tls.expiresAtSeconds()),
                new GaugeMetricFamily(
                        "ringfence_tls_files_refused",
                        "1 when the files were replaced by some that do not fit, so that the old ones are in use",
                        tls.isStale() ? 1 : 0));
    }
}
