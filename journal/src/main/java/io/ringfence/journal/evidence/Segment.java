package io.ringfence.journal.evidence;

import io.ringfence.engine.record.RecordFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/**
 * The segment that is being hashed: takes records in order and has the chain, the Merkle root and the locator of the
 * commands that are whole. One thread; allocates nothing per record.
 *
 * <p>The locator has 12 bytes for every command, so that an alteration can be named by its record and not only by its
 * segment: the first eight bytes of the leaf, then the CRC32C of what the record says apart from its place (sequence and
 * checksums), by which a missing or an extra record can be told from a changed one.
 */
final class Segment {
    static final int LOCATOR_BYTES = 12;
    static final int LEAF_PREFIX_BYTES = 8;

    private static final int CONTENT_OFFSET = 24;

    private final Sha256 leafHash = new Sha256();
    private final Sha256 chainHash = new Sha256();
    private final MerkleTree tree = new MerkleTree();
    private final CRC32C content = new CRC32C();
    private final byte[] copy = new byte[RecordFrame.MAX_FRAME_LENGTH];
    private final byte[] leaf = new byte[Sha256.BYTES];
    private final byte[] chain = new byte[Sha256.BYTES];
    private final ByteBuffer entry = ByteBuffer.allocate(LOCATOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteArrayOutputStream locator = new ByteArrayOutputStream();

    private long first = 1;
    private long last;
    private long fromNanos;
    private long toNanos;
    private int crc;
    private long bytes;

    /** Starts an empty segment behind a command. */
    void begin(long lastBefore, long lastNanos, int lastCrc, String chainBefore) {
        first = lastBefore + 1;
        last = lastBefore;
        fromNanos = lastNanos;
        toNanos = lastNanos;
        crc = lastCrc;
        bytes = 0;
        byte[] before = HexFormat.of().parseHex(chainBefore);
        System.arraycopy(before, 0, chain, 0, Sha256.BYTES);
        tree.clear();
        locator.reset();
    }

    /** Starts the next segment where this one ended. */
    void beginNext() {
        begin(last, toNanos, crc, chain());
    }

    /** Takes one record; says whether it completed its command. */
    boolean add(DirectBuffer record) {
        int length = record.capacity();
        record.getBytes(0, copy, 0, length);
        if (RecordFrame.fragment(record, 0) == 0) {
            leafHash.beginLeaf();
            content.reset();
        }
        leafHash.update(copy, 0, length);
        content.update(copy, CONTENT_OFFSET, length - CONTENT_OFFSET - RecordFrame.CRC_LENGTH);
        bytes += length;
        if (!RecordFrame.isLast(record, 0)) {
            return false;
        }
        leafHash.finish(leaf, 0);
        chainHash.chain(chain, leaf, chain);
        tree.add(leaf);
        entry.clear();
        entry.put(leaf, 0, LEAF_PREFIX_BYTES).putInt((int) content.getValue());
        locator.write(entry.array(), 0, LOCATOR_BYTES);
        if (commands() == 1) {
            fromNanos = RecordFrame.timestampNanos(record, 0);
        }
        last = RecordFrame.sequence(record, 0);
        toNanos = RecordFrame.timestampNanos(record, 0);
        crc = RecordFrame.crc(record, 0, length);
        return true;
    }

    long commands() {
        return tree.leaves();
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long fromNanos() {
        return fromNanos;
    }

    long toNanos() {
        return toNanos;
    }

    int crc() {
        return crc;
    }

    /** Bytes of records taken, those of an unfinished command included. */
    long bytes() {
        return bytes;
    }

    String chain() {
        return HexFormat.of().formatHex(chain);
    }

    String root() {
        return HexFormat.of().formatHex(tree.root());
    }

    /** The leaf of the command that was completed last. */
    byte[] lastLeaf() {
        return leaf.clone();
    }

    /** The locator entries of the segment so far. */
    byte[] locator() {
        return locator.toByteArray();
    }

    /** The locator entry of the command that was completed last. */
    byte[] lastEntry() {
        return entry.array().clone();
    }
}
