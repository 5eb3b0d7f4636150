package io.ringfence.gateway.snapshot;

import io.ringfence.journal.snapshot.SnapshotStore;

/**
 * When snapshots are written: after so many commands or so much time, whichever comes first, and never without a new
 * command.
 */
public record SnapshotPolicy(SnapshotStore store, long everyCommands, long everyNanos) {}
