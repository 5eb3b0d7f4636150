package io.ringfence.journal.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, section 2.1: over n leaves it splits at the largest power of two below n, so an odd leaf
 * is carried up as it is and never doubled. The root of no leaves is the hash of nothing.
 *
 * <p>Leaves come one by one; only the roots of the full subtrees to the left are kept.
 */
final class MerkleTree {
    private static final int MAX_LEVELS = 32;

    private final Sha256 sha = new Sha256();
    private final byte[] subtrees = new byte[MAX_LEVELS * Sha256.BYTES];
    private final byte[] carry = new byte[Sha256.BYTES];
    private int leaves;

    void clear() {
        leaves = 0;
    }

    int leaves() {
        return leaves;
    }

    void add(byte[] leaf) {
        System.arraycopy(leaf, 0, carry, 0, Sha256.BYTES);
        int level = 0;
        for (int full = leaves; (full & 1) != 0; full >>>= 1) {
            sha.node(subtrees, level * Sha256.BYTES, carry, 0, carry, 0);
            level++;
        }
        System.arraycopy(carry, 0, subtrees, level * Sha256.BYTES, Sha256.BYTES);
        leaves++;
    }

    byte[] root() {
        if (leaves == 0) {
            return Sha256.newDigest().digest();
        }
        byte[] root = new byte[Sha256.BYTES];
        int level = Integer.numberOfTrailingZeros(leaves);
        System.arraycopy(subtrees, level * Sha256.BYTES, root, 0, Sha256.BYTES);
        for (level++; level < MAX_LEVELS; level++) {
            if ((leaves >>> level & 1) != 0) {
                sha.node(subtrees, level * Sha256.BYTES, root, 0, root, 0);
            }
        }
        return root;
    }

    /** The hashes that lead from one leaf to the root, the leaf's neighbour first. */
    static List<byte[]> path(List<byte[]> leaves, int index) {
        List<byte[]> path = new ArrayList<>();
        collect(leaves, index, path);
        return path;
    }

    private static void collect(List<byte[]> leaves, int index, List<byte[]> path) {
        if (leaves.size() == 1) {
            return;
        }
        int split = split(leaves.size());
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        collect(index < split ? left : right, index < split ? index : index - split, path);
        path.add(rootOf(index < split ? right : left));
    }

    private static byte[] rootOf(List<byte[]> leaves) {
        MerkleTree tree = new MerkleTree();
        leaves.forEach(tree::add);
        return tree.root();
    }

    /**
     * The root that a leaf and its path lead to.
     *
     * @throws IllegalArgumentException if the path has not the length that a tree of this size gives
     */
    static byte[] rootFrom(byte[] leaf, int index, int leaves, List<byte[]> path) {
        if (index < 0 || index >= leaves) {
            throw new IllegalArgumentException("leaf " + index + " of " + leaves);
        }
        return climb(leaf, index, leaves, path);
    }

    private static byte[] climb(byte[] leaf, int index, int leaves, List<byte[]> path) {
        if (leaves == 1) {
            if (!path.isEmpty()) {
                throw new IllegalArgumentException("the path is too long");
            }
            return leaf.clone();
        }
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the path is too short");
        }
        int split = split(leaves);
        byte[] other = path.get(path.size() - 1);
        List<byte[]> below = path.subList(0, path.size() - 1);
        byte[] result = new byte[Sha256.BYTES];
        Sha256 sha = new Sha256();
        if (index < split) {
            sha.node(climb(leaf, index, split, below), 0, other, 0, result, 0);
        } else {
            sha.node(other, 0, climb(leaf, index - split, leaves - split, below), 0, result, 0);
        }
        return result;
    }

    private static int split(int leaves) {
        return Integer.highestOneBit(leaves - 1);
    }

    static boolean equal(byte[] a, byte[] b) {
        return Arrays.equals(a, b);
    }
}
