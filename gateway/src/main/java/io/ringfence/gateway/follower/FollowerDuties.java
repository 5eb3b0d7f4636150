package io.ringfence.gateway.follower;

import io.ringfence.gateway.snapshot.SnapshotPart;
import io.ringfence.gateway.snapshot.SnapshotPolicy;
import io.ringfence.journal.snapshot.SnapshotFile;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a follower does besides answering questions.
 *
 * @param start the snapshot to start from; null = from the first record
 * @param snapshots when and where it writes snapshots; null = never
 * @param parts makes what is kept in snapshots beside the read model; may be asked twice, when a snapshot turns out unusable
 */
public record FollowerDuties(
        @Nullable SnapshotFile start,
        @Nullable SnapshotPolicy snapshots,
        Supplier<List<SnapshotPart>> parts,
        Alarm alarm) {
    /** Replays and compares, and that is all. */
    public static final FollowerDuties NONE = new FollowerDuties(null, null, List::of, Alarm.NONE);
}
