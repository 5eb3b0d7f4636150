package io.ringfence.ops.run;

import io.ringfence.gateway.follower.SnapshotPolicy;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.snapshot.SnapshotStore;
import io.ringfence.ops.config.Configuration;
import java.util.concurrent.TimeUnit;

/** The section {@code journal.snapshots} of the configuration. */
final class SnapshotSettings {
    private SnapshotSettings() {}

    static SnapshotStore of(Configuration configuration, JournalLayout layout) {
        int keep = (int) configuration.number("journal", "snapshots", "keep");
        return new SnapshotStore(layout.snapshotDirectory(), keep);
    }

    static SnapshotPolicy policy(Configuration configuration, JournalLayout layout) {
        return new SnapshotPolicy(
                of(configuration, layout),
                configuration.number("journal", "snapshots", "every_commands"),
                TimeUnit.SECONDS.toNanos(configuration.number("journal", "snapshots", "every_seconds")));
    }
}
