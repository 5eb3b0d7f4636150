package io.ringfence.ops.run;

import io.ringfence.gateway.Gateway;
import io.ringfence.gateway.GatewayConfig;
import io.ringfence.gateway.egress.JournalRecords;
import io.ringfence.gateway.follower.Alarm;
import io.ringfence.gateway.follower.Follower;
import io.ringfence.gateway.follower.FollowerDuties;
import io.ringfence.gateway.snapshot.SnapshotPolicy;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.ops.config.ConfigHistory;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The follower, started while the core still replays: both load the same snapshot and read the same records, so on two
 * cores a start takes the time of the longer, not of both. When the core gives a snapshot up, so does the follower.
 */
final class EarlyFollower implements Recovery.Companion {
    private final GatewayConfig config;
    private final @Nullable SnapshotPolicy snapshots;
    private final LateAlarm alarm = new LateAlarm();
    private @Nullable Follower follower;

    EarlyFollower(GatewayConfig config, @Nullable SnapshotPolicy snapshots) {
        this.config = config;
        this.snapshots = snapshots;
    }

    @Override
    public void begin(JournalRecords records, @Nullable SnapshotFile start) {
        drop();
        FollowerDuties duties = new FollowerDuties(start, snapshots, () -> List.of(new ConfigHistory()), alarm);
        Follower begun = Gateway.follower(config, records, duties);
        begun.start();
        follower = begun;
    }

    @Override
    public void drop() {
        Follower begun = follower;
        if (begun != null) {
            begun.close();
            follower = null;
        }
    }

    /** For the gateway, which closes it from now on. */
    Follower follower() {
        return Objects.requireNonNull(follower, "the core has not been recovered");
    }

    GatewayConfig config() {
        return config;
    }

    /** From now on an alarm is raised there; one that was raised before, at once. */
    void raiseAt(Alarm target) {
        alarm.connect(target);
    }

    /** Keeps the first sentence until there is a core to halt. */
    private static final class LateAlarm implements Alarm {
        private @Nullable Alarm target;
        private @Nullable String first;

        synchronized void connect(Alarm alarm) {
            target = alarm;
            if (first != null) {
                alarm.raise(first);
            }
        }

        @Override
        public synchronized void raise(String sentence) {
            if (target != null) {
                target.raise(sentence);
            } else if (first == null) {
                first = sentence;
            }
        }
    }
}
