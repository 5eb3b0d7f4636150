package io.ringfence.ops.follow;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a standby is told.
 *
 * @param snapshots where it writes snapshots; null = nowhere
 * @param full whether to replay from the first record instead of a snapshot
 * @param until ends behind this sequence
 * @param once ends when it has caught up
 */
public record FollowOptions(
        Path data,
        @Nullable Path snapshots,
        int keep,
        long everyCommands,
        long everyNanos,
        boolean full,
        long until,
        boolean once,
        boolean json,
        long intervalNanos) {}
