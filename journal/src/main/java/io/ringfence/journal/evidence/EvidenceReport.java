package io.ringfence.journal.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the evidence established.
 *
 * @param chain the checkpoints, all of them sound
 * @param tailCommands whole commands behind the last checkpoint: nobody vouches for them
 * @param tailFromNanos stamp of the first of them
 * @param tailToNanos stamp of the last of them
 * @param bytes of records that were hashed
 * @param notes sentences about what is no contradiction but should be known
 */
public record EvidenceReport(
        CheckpointChain chain,
        long tailCommands,
        long tailFromNanos,
        long tailToNanos,
        long bytes,
        List<String> notes) {
    /** The last checkpoint. */
    public @Nullable Checkpoint last() {
        return chain.last();
    }

    public long signedThrough() {
        return chain.signedThrough();
    }
}
