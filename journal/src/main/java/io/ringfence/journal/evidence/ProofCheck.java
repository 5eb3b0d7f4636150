package io.ringfence.journal.evidence;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.evidence.Proof.Proven;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** Checks a proof with a public key and nothing else. */
public final class ProofCheck {
    private final Map<Long, Checkpoint> checkpoints = new HashMap<>();
    /** From which checkpoint on a key may sign, and until which one. */
    private final Map<String, Long> from = new HashMap<>();

    private final Map<String, Long> until = new HashMap<>();

    private ProofCheck() {}

    /**
     * Checks everything.
     *
     * @param key the key that signed then, or an older one that handed over to it
     * @throws JournalException at the first thing that does not hold; a sentence for people
     */
    public static void verify(Proof proof, VerifyingKey key) {
        ProofCheck check = new ProofCheck();
        check.from.put(key.hex(), 0L);
        check.checkpoints(proof.checkpoints());
        if (proof.records().isEmpty()) {
            throw refused("it proves nothing");
        }
        proof.records().forEach(check::record);
    }

    private static JournalException refused(String what) {
        return new JournalException("The proof does not hold: " + what + ".");
    }

    private void checkpoints(List<Checkpoint> all) {
        Checkpoint before = null;
        for (Checkpoint checkpoint : all) {
            String name = "checkpoint " + checkpoint.number();
            if (before != null && checkpoint.number() <= before.number()) {
                throw refused(name + " is not in its place");
            }
            if (before != null && !checkpoint.journalId().equals(before.journalId())) {
                throw refused(name + " is of another journal");
            }
            if (!mayHaveSigned(checkpoint)) {
                throw refused(name + " is signed by " + checkpoint.key()
                        + ", for which the public key given does not vouch; give the one that was in use then");
            }
            if (!checkpoint.isSigned()) {
                throw refused("the signature of " + name + " does not hold");
            }
            String next = checkpoint.next();
            if (next != null) {
                until.put(checkpoint.key(), checkpoint.number());
                from.putIfAbsent(next, checkpoint.number());
            }
            checkpoints.put(checkpoint.number(), checkpoint);
            before = checkpoint;
        }
    }

    private boolean mayHaveSigned(Checkpoint checkpoint) {
        return checkpoint.number() > from.getOrDefault(checkpoint.key(), Long.MAX_VALUE)
                && checkpoint.number() <= until.getOrDefault(checkpoint.key(), Long.MAX_VALUE);
    }

    private void record(Proven proven) {
        String name = "the record of sequence " + proven.sequence();
        Checkpoint checkpoint = checkpoints.get(proven.checkpoint());
        if (checkpoint == null || proven.sequence() < checkpoint.first() || proven.sequence() > checkpoint.last()) {
            throw refused(name + " is not in the segment of checkpoint " + proven.checkpoint());
        }
        byte[] leaf = leaf(proven, name);
        int index = (int) (proven.sequence() - checkpoint.first());
        byte[] root;
        try {
            root = MerkleTree.rootFrom(leaf, index, (int) checkpoint.commands(), proven.path());
        } catch (IllegalArgumentException e) {
            throw refused("the path of sequence " + proven.sequence() + " has a wrong length");
        }
        if (!HexFormat.of().formatHex(root).equals(checkpoint.root())) {
            throw refused(name + " does not lead to the Merkle root that checkpoint " + checkpoint.number() + " signs");
        }
    }

    /** The leaf, once the bytes are known to be whole records of this command. */
    private static byte[] leaf(Proven proven, String name) {
        Sha256 sha = new Sha256();
        sha.beginLeaf();
        int fragment = 0;
        for (byte[] bytes : proven.fragments()) {
            if (!isRecord(
                    bytes,
                    proven.sequence(),
                    fragment,
                    fragment == proven.fragments().size() - 1)) {
                throw refused(name + " is not whole records of that command");
            }
            sha.update(bytes, 0, bytes.length);
            fragment++;
        }
        if (fragment == 0) {
            throw refused(name + " is missing");
        }
        byte[] leaf = new byte[Sha256.BYTES];
        sha.finish(leaf, 0);
        return leaf;
    }

    private static boolean isRecord(byte[] bytes, long sequence, int fragment, boolean last) {
        if (bytes.length < RecordFrame.HEADER_LENGTH + RecordFrame.CRC_LENGTH) {
            return false;
        }
        UnsafeBuffer record = new UnsafeBuffer(bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - RecordFrame.CRC_LENGTH);
        return RecordFrame.templateId(record, 0) == RecordFrame.TEMPLATE_ID
                && RecordFrame.frameLength(record, 0) == bytes.length
                && RecordFrame.sequence(record, 0) == sequence
                && RecordFrame.fragment(record, 0) == fragment
                && RecordFrame.isLast(record, 0) == last
                && RecordFrame.crc(record, 0, bytes.length) == (int) crc.getValue();
    }
}
