package io.ringfence.ops.run;

import io.ringfence.gateway.snapshot.SnapshotPolicy;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.snapshot.SnapshotStore;
import io.ringfence.ops.config.Configuration;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The section {@code journal.snapshots} of the configuration. */
final class SnapshotSettings {
    private SnapshotSettings() {}

    static SnapshotStore of(Configuration configuration, JournalLayout layout) {
        int keep = (int) configuration.number("journal", "snapshots", "keep");
        return new SnapshotStore(layout.snapshotDirectory(), keep);
    }

    static SnapshotPolicy policy(Configuration configuration, JournalLayout layout) {
        return policy(configuration, layout.snapshotDirectory());
    }

    /** The same rhythm for files in another folder. */
    static SnapshotPolicy policy(Configuration configuration, Path directory) {
        int keep = (int) configuration.number("journal", "snapshots", "keep");
        return new SnapshotPolicy(
                new SnapshotStore(directory, keep),
                configuration.number("journal", "snapshots", "every_commands"),
                TimeUnit.SECONDS.toNanos(configuration.number("journal", "snapshots", "every_seconds")));
    }
}
