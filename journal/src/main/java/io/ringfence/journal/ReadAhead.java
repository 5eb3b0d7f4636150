package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ArrayBlockingQueue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and verifies records on a thread of its own, so that whoever executes them need not wait for pages and
 * checksums. Verified records are copied into blocks that go round; nothing is allocated per record. Stops at the end of
 * what is released: for a journal that stands still, or for the part of one that has been written already.
 */
public final class ReadAhead implements RecordSource {
    private static final int BLOCKS = 8;
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int PREFIX = Long.BYTES;

    private final RecordSource source;
    private final ArrayBlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final ArrayBlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread thread = new Thread(this::run, "ringfence-read-ahead");
    private final UnsafeBuffer record = new UnsafeBuffer(0, 0);
    private @Nullable Block current;
    private int at;

    /** Records one behind the other, each with its length in front, aligned to 8 bytes. */
    private static final class Block {
        private final UnsafeBuffer bytes =
                new UnsafeBuffer(ByteBuffer.allocateDirect(BLOCK_BYTES).order(ByteOrder.nativeOrder()));
        private int end;
        private boolean last;
        private @Nullable RuntimeException failure;
    }

    /** Takes the source over and closes it. */
    public ReadAhead(RecordSource source) {
        this.source = source;
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new Block());
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (source) {
            boolean more = true;
            while (more) {
                Block block = free.take();
                more = fill(block);
                full.add(block);
            }
        } catch (InterruptedException e) {
            // Closed early: nobody reads any more.
            Thread.currentThread().interrupt();
        }
    }

    private boolean fill(Block block) {
        block.end = 0;
        block.last = false;
        try {
            while (block.end + PREFIX + RecordFrame.MAX_FRAME_LENGTH <= BLOCK_BYTES) {
                DirectBuffer next = source.poll();
                if (next == null) {
                    block.last = true;
                    return false;
                }
                int length = next.capacity();
                block.bytes.putInt(block.end, length);
                block.bytes.putBytes(block.end + PREFIX, next, 0, length);
                block.end += (PREFIX + length + PREFIX - 1) & -PREFIX;
            }
            return true;
        } catch (RuntimeException e) {
            block.failure = e;
            block.last = true;
            return false;
        } catch (Error e) {
            // Nobody must wait for a thread that has died.
            block.failure = new IllegalStateException("reading ahead failed", e);
            block.last = true;
            return false;
        }
    }

    @Override
    public @Nullable DirectBuffer poll() {
        Block block = current;
        while (block == null || at == block.end) {
            if (block != null && block.last) {
                if (block.failure != null) {
                    throw block.failure;
                }
                return null;
            }
            block = nextBlock(block);
        }
        int length = block.bytes.getInt(at);
        record.wrap(block.bytes, at + PREFIX, length);
        at += (PREFIX + length + PREFIX - 1) & -PREFIX;
        return record;
    }

    private Block nextBlock(@Nullable Block done) {
        try {
            if (done != null) {
                free.put(done);
            }
            Block next = full.take();
            current = next;
            at = 0;
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("Interrupted while reading the journal.");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
