package io.ringfence.gateway.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the signed journal found.
 *
 * @param problem the first thing that is not as it was signed, as one sentence; null = all is
 * @param signedThrough last sequence that a checkpoint vouches for
 * @param unsignedCommands behind it: nobody vouches for them yet
 * @param lastCheckpoint hash of the last checkpoint: who keeps it elsewhere can show a journal that was taken back
 * @param signers ids of the keys that signed, in their order
 * @param hashedBytes of records
 * @param notes what is no contradiction but should be known
 */
public record Verdict(
        @Nullable String problem,
        long signedThrough,
        long unsignedCommands,
        long checkpoints,
        @Nullable String journalId,
        @Nullable String lastCheckpoint,
        List<String> signers,
        long hashedBytes,
        List<String> notes) {
    /** {@code sound}, {@code unsigned} while nothing is signed yet, or {@code broken}. */
    public String result() {
        if (problem != null) {
            return "broken";
        }
        return checkpoints == 0 ? "unsigned" : "sound";
    }

    /** Nothing is signed yet, as in the first seconds of a journal. */
    public static Verdict unsigned(long commands) {
        return new Verdict(null, 0, commands, 0, null, null, List.of(), 0, List.of());
    }

    /** Something is not as it was signed. */
    public static Verdict failed(String problem) {
        return new Verdict(problem, 0, 0, 0, null, null, List.of(), 0, List.of());
    }
}
