package io.ringfence.journal.evidence;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hashes of the evidence. Leaf and node are those of RFC 6962, section 2.1; the chain has a prefix of its own, so
 * that no value of one kind can be passed off as another:
 *
 * <pre>
 *   leaf(n)  = SHA-256(0x00 | all bytes of all records of command n)
 *   node     = SHA-256(0x01 | left | right)
 *   chain(n) = SHA-256(0x02 | chain(n - 1) | leaf(n)),  chain(0) = 32 zero bytes
 * </pre>
 *
 * <p>One thread. Allocates nothing where a target is given.
 */
final class Sha256 {
    static final int BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final byte CHAIN = 2;

    private final MessageDigest digest = newDigest();

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void beginLeaf() {
        digest.reset();
        digest.update(LEAF);
    }

    void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** Ends what was begun. */
    void finish(byte[] target, int offset) {
        try {
            digest.digest(target, offset, BYTES);
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for a hash at " + offset, e);
        }
    }

    void node(byte[] left, int leftOffset, byte[] right, int rightOffset, byte[] target, int offset) {
        pair(NODE, left, leftOffset, right, rightOffset, target, offset);
    }

    void chain(byte[] before, byte[] leaf, byte[] target) {
        pair(CHAIN, before, 0, leaf, 0, target, 0);
    }

    private void pair(byte kind, byte[] a, int aOffset, byte[] b, int bOffset, byte[] target, int offset) {
        digest.reset();
        digest.update(kind);
        digest.update(a, aOffset, BYTES);
        digest.update(b, bOffset, BYTES);
        finish(target, offset);
    }

    /** The plain hash in hexadecimal. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(newDigest().digest(bytes));
    }
}
