package io.ringfence.gateway.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.ringfence.gateway.fix.FixGateway;
import io.ringfence.gateway.fix.FixGateway.SessionState;
import io.ringfence.gateway.record.ReleasedRecords;
import java.util.List;

/** Sessions, messages and reports of the FIX port, read when they are scraped. */
public final class FixMetrics extends Collector {
    private static final List<String> SESSION = List.of("session");

    private final FixGateway fix;
    private final ReleasedRecords records;

    public FixMetrics(FixGateway fix, ReleasedRecords records) {
        this.fix = fix;
        this.records = records;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily loggedOn =
                new GaugeMetricFamily("ringfence_fix_logged_on", "1 while the session is logged on", SESSION);
        GaugeMetricFamily failed = new GaugeMetricFamily(
                "ringfence_fix_store_failed",
                "1 when the session's store failed: it is closed until a restart",
                SESSION);
        GaugeMetricFamily next = new GaugeMetricFamily(
                "ringfence_fix_next_seq_num", "MsgSeqNum of the next message", List.of("session", "direction"));
        CounterMetricFamily messages = new CounterMetricFamily(
                "ringfence_fix_messages",
                "Messages by MsgType: 3, j and 9 sent are refusals, 2 are resend requests",
                List.of("session", "direction", "type"));
        for (SessionState session : fix.sessions()) {
            List<String> name = List.of(session.name());
            loggedOn.addMetric(name, session.loggedOn() ? 1 : 0);
            failed.addMetric(name, session.problem().isEmpty() ? 0 : 1);
            next.addMetric(List.of(session.name(), "in"), (double) session.nextIn());
            next.addMetric(List.of(session.name(), "out"), (double) session.nextOut());
            session.received().forEach((type, n) -> messages.addMetric(List.of(session.name(), "in", type), n));
            session.sent().forEach((type, n) -> messages.addMetric(List.of(session.name(), "out", type), n));
        }
        long lag = Math.max(0, records.releasedSequence() - Math.max(0, fix.reportedSequence()));
        return List.of(
                loggedOn,
                failed,
                next,
                messages,
                new GaugeMetricFamily(
                        "ringfence_fix_report_lag", "Commands whose reports are not in the stores", (double) lag),
                new GaugeMetricFamily(
                        "ringfence_fix_reporting", "0 when reports have stopped", fix.isReporting() ? 1 : 0));
    }
}
