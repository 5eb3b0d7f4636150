package io.ringfence.gateway.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import io.ringfence.engine.gates.Scope;
import io.ringfence.gateway.CommandPort;
import io.ringfence.gateway.Health;
import io.ringfence.gateway.egress.Pending;
import io.ringfence.gateway.follower.Follower;
import io.ringfence.gateway.follower.FollowerStats;
import io.ringfence.gateway.json.ScopeKeys;
import io.ringfence.gateway.record.KillTrip;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.gateway.snapshot.SnapshotKeeper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ring, journal, follower, kill switches, orders and data quality, read when they are scraped. */
public final class CoreGauges extends Collector {
    private final CommandPort port;
    private final ReleasedRecords records;
    private final Follower follower;
    private final Pending pending;
    private final Health health;

    public CoreGauges(CommandPort port, ReleasedRecords records, Follower follower, Pending pending, Health health) {
        this.port = port;
        this.records = records;
        this.follower = follower;
        this.pending = pending;
        this.health = health;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        FollowerStats stats = follower.stats();
        List<MetricFamilySamples> all = new ArrayList<>();
        add(all, "ring_depth", "Commands that wait on the ring", port.depth());
        add(all, "ring_capacity", "Slots of the ring", port.capacity());
        add(all, "journal_appended_sequence", "Last command appended", records.appendedSequence());
        add(all, "journal_released_sequence", "Last command behind the barrier", records.releasedSequence());
        add(
                all,
                "journal_lag",
                "Commands appended and not released",
                Math.max(0, records.appendedSequence() - records.releasedSequence()));
        add(all, "journal_healthy", "0 when the journal can not be relied on", health.isJournalHealthy() ? 1 : 0);
        add(
                all,
                "journal_signed_sequence",
                "Last command that a signed checkpoint vouches for",
                health.signedSequence());
        add(all, "journal_signing", "1 while checkpoints are signed", health.isSigning() ? 1 : 0);
        add(all, "follower_sequence", "Last command in the read model", follower.sequence());
        add(all, "follower_lag", "Commands released and not in the read model", health.followerLag());
        add(all, "follower_divergences", "Records that replay did not reproduce", follower.divergences());
        add(all, "follower_first_divergence", "Sequence of the first of them; 0 = none", follower.firstDivergence());
        snapshots(all);
        add(all, "http_pending", "Requests that wait for their record", pending.size());
        add(all, "open_orders", "Open orders", stats.openOrders());
        add(all, "ready", "1 when ready for orders", health.notReady().isEmpty() ? 1 : 0);
        all.add(killState(stats));
        all.add(scores(stats));
        return all;
    }

    private void snapshots(List<MetricFamilySamples> all) {
        SnapshotKeeper keeper = follower.snapshots();
        if (keeper == null) {
            return;
        }
        long written = keeper.written();
        add(all, "snapshot_sequence", "Last command in the newest snapshot since the start; 0 = none", written);
        add(all, "snapshot_failures", "Snapshots that could not be written", keeper.failures());
        if (written > 0) {
            long age = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - keeper.writtenAtNanos());
            add(all, "snapshot_age_seconds", "Time since the newest snapshot", age);
        }
    }

    private static void add(List<MetricFamilySamples> all, String name, String help, long value) {
        all.add(new GaugeMetricFamily("ringfence_" + name, help, (double) value));
    }

    private static GaugeMetricFamily killState(FollowerStats stats) {
        GaugeMetricFamily family = new GaugeMetricFamily(
                "ringfence_kill_state",
                "Kill switches: 0 active, 1 reduce only, 2 halted; global always, others when tripped",
                List.of("scope", "key"));
        family.addMetric(List.of("global", ""), stats.globalLevel());
        for (KillTrip trip : stats.kills()) {
            if (trip.scope() != Scope.GLOBAL) {
                String key = ScopeKeys.key(trip.scope(), trip.accountId(), trip.targetId(), stats.names());
                family.addMetric(List.of(Scope.name(trip.scope()), key), trip.level());
            }
        }
        return family;
    }

    private static GaugeMetricFamily scores(FollowerStats stats) {
        GaugeMetricFamily family =
                new GaugeMetricFamily("ringfence_dq_score", "Data quality of a symbol, 0 to 100", List.of("symbol"));
        for (int i = 0; i < stats.scores().length; i++) {
            String symbol = stats.names().symbol(i);
            if (symbol != null && stats.scores()[i] >= 0) {
                family.addMetric(List.of(symbol), (double) stats.scores()[i]);
            }
        }
        return family;
    }
}
