package io.ringfence.bench.flow;

import com.lmax.disruptor.Sequence;
import io.ringfence.engine.pipeline.Journal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps every record, one behind the other with its length before it, in off-heap blocks: the cost of a copy and of the
 * memory that it streams through, without a queue's. Blocks are kept from pass to pass, so that only the first one meets
 * fresh pages.
 */
final class MemoryJournal implements Journal, BenchJournal {
    private static final int BLOCK_LENGTH = 64 << 20;
    private static final int PREFIX = 4;

    private final List<UnsafeBuffer> blocks = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private UnsafeBuffer block;
    private int blockIndex;
    private int at;
    private long bytes;
    /** Set with an ordered store, as a journal that others read must. */
    private final Sequence released = new Sequence();

    MemoryJournal() {
        block = block(0);
    }

    /** Forgets all records and keeps the memory. */
    void clear() {
        ends.clear();
        blockIndex = 0;
        block = block(0);
        at = 0;
        bytes = 0;
    }

    private UnsafeBuffer block(int index) {
        if (index == blocks.size()) {
            // allocateDirect zeroes the block, so its pages are there before they are written
            blocks.add(new UnsafeBuffer(ByteBuffer.allocateDirect(BLOCK_LENGTH)));
        }
        return blocks.get(index);
    }

    @Override
    public Journal port() {
        return this;
    }

    @Override
    public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
        if (at + PREFIX + length > BLOCK_LENGTH) {
            ends.add(at);
            block = block(++blockIndex);
            at = 0;
        }
        block.putInt(at, length);
        block.putBytes(at + PREFIX, record, offset, length);
        at += PREFIX + length;
        bytes += length;
    }

    @Override
    public void committed(long sequence) {
        released.set(sequence);
    }

    long released() {
        return released.get();
    }

    @Override
    public FlowDigest digest() {
        FlowDigest digest = new FlowDigest();
        for (int i = 0; i <= blockIndex; i++) {
            int end = i < blockIndex ? ends.get(i) : at;
            for (int next = 0; next < end; ) {
                int length = blocks.get(i).getInt(next);
                digest.add(blocks.get(i), next + PREFIX, length);
                next += PREFIX + length;
            }
        }
        return digest;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        // the blocks go with the journal
    }
}
