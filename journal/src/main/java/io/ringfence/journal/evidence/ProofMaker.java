package io.ringfence.journal.evidence;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ReleaseBarrier;
import io.ringfence.journal.evidence.Proof.Proven;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Makes proofs from a journal and its checkpoints. Needs no private key: the checkpoints are signed already. */
public final class ProofMaker {
    private final JournalLayout layout;
    private final CheckpointChain chain;

    public ProofMaker(JournalLayout layout) {
        this.layout = layout;
        this.chain = CheckpointChain.read(new CheckpointStore(layout));
    }

    /** The last sequence that can be proven. */
    public long signedThrough() {
        return chain.signedThrough();
    }

    /**
     * A proof of commands, of which the first one is the subject.
     *
     * @throws TamperedException if a segment is not the one that was signed
     */
    public Proof prove(List<Long> sequences) {
        TreeMap<Long, Checkpoint> needed = new TreeMap<>();
        List<Proven> proven = new ArrayList<>();
        for (long sequence : sequences) {
            Checkpoint checkpoint = chain.covering(sequence);
            if (checkpoint == null) {
                throw new JournalException(
                        "Sequence " + sequence + " is not signed; the checkpoints sign up to " + signedThrough() + ".");
            }
            needed.put(checkpoint.number(), checkpoint);
            proven.add(prove(sequence, checkpoint));
        }
        for (Checkpoint checkpoint : chain.all()) {
            if (checkpoint.next() != null) {
                needed.put(checkpoint.number(), checkpoint);
            }
        }
        return new Proof(proven, List.copyOf(needed.values()));
    }

    private Proven prove(long sequence, Checkpoint checkpoint) {
        List<byte[]> leaves = new ArrayList<>();
        List<byte[]> fragments = new ArrayList<>();
        Segment segment = new Segment();
        segment.begin(checkpoint.first() - 1, 0, 0, Checkpoint.NO_HASH);
        try (JournalReader reader =
                JournalReader.openAfter(layout, ReleaseBarrier.upTo(checkpoint.last()), checkpoint.first() - 1)) {
            for (DirectBuffer record = reader.poll(); record != null; record = reader.poll()) {
                if (RecordFrame.sequence(record, 0) == sequence) {
                    byte[] copy = new byte[record.capacity()];
                    record.getBytes(0, copy);
                    fragments.add(copy);
                }
                if (segment.add(record)) {
                    leaves.add(segment.lastLeaf());
                }
            }
            if (!segment.root().equals(checkpoint.root())) {
                throw new TamperedException(
                        reader.file(),
                        0,
                        checkpoint.first(),
                        "the records of sequences " + checkpoint.first() + " to " + checkpoint.last()
                                + " are not the ones that checkpoint " + checkpoint.number() + " signed");
            }
        }
        int index = (int) (sequence - checkpoint.first());
        return new Proven(sequence, checkpoint.number(), List.copyOf(fragments), MerkleTree.path(leaves, index));
    }
}
