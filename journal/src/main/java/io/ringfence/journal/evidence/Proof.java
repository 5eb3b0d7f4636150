package io.ringfence.journal.evidence;

import java.util.List;

/**
 * Some commands of a journal with what shows that they are in it: enough to check them with a public key and nothing
 * else.
 *
 * @param records what is proven; the first one is what the proof is about, the others say what its numbers mean
 * @param checkpoints the signed checkpoints of their segments, and those that announced a key, by number
 */
public record Proof(List<Proven> records, List<Checkpoint> checkpoints) {
    /**
     * One command.
     *
     * @param checkpoint the number of the checkpoint that signs its segment
     * @param fragments the bytes of its records, as they are in the journal
     * @param path the hashes from its leaf to the segment's Merkle root, its neighbour first
     */
    public record Proven(long sequence, long checkpoint, List<byte[]> fragments, List<byte[]> path) {}
}
