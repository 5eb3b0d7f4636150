package io.ringfence.engine.execution.book;

import io.ringfence.engine.state.PriceLevel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The levels of one side sorted by key, the best (greatest) at the end: a sorted array cut into chunks.
 *
 * <pre>
 *   lowestKeys   [  -   |  k16  |  k40  ]     a key belongs to the last chunk whose lowest key it reaches
 *   chunks          |       |       '--> k40 k41 ... best
 *                   |       '----------> k16 ... k39
 *                   '------------------> k0 ... k15
 * </pre>
 *
 * <p>A change near the best moves a few entries of the last chunk; a change at any depth moves at most one chunk. Only
 * the opening and closing of levels come here, the lookup of an existing price goes to {@link LevelTable}.
 */
final class LevelIndex {
    private static final int CHUNK_CAPACITY = 64;
    private static final int MERGE_BELOW = CHUNK_CAPACITY / 4;
    private static final int MERGED_AT_MOST = CHUNK_CAPACITY * 3 / 4;

    private Chunk[] chunks = {};
    private long[] lowestKeys = {};
    private int chunkCount;
    private @Nullable Chunk freeChunk;

    /** Adds a level whose key is not there yet and returns its better neighbour, null when it is the new best. */
    @Nullable
    PriceLevel insert(long key, PriceLevel level) {
        if (chunkCount == 0) {
            addChunk(0, key);
        }
        int c = chunkOf(key);
        if (chunks[c].size == CHUNK_CAPACITY) {
            split(c);
            if (key >= lowestKeys[c + 1]) {
                c++;
            }
        }
        Chunk chunk = chunks[c];
        int at = chunk.insert(key, level);
        if (at + 1 < chunk.size) {
            return chunk.levels[at + 1];
        }
        return c + 1 < chunkCount ? chunks[c + 1].levels[0] : null;
    }

    void remove(long key) {
        int c = chunkOf(key);
        Chunk chunk = chunks[c];
        chunk.remove(key);
        if (chunk.size == 0) {
            dropChunk(c);
        } else if (chunk.size < MERGE_BELOW) {
            mergeWithNeighbour(c);
        }
    }

    private int chunkOf(long key) {
        int last = chunkCount - 1;
        if (key >= lowestKeys[last]) {
            return last;
        }
        // The lowest key of the first chunk is not looked at: whatever is below the second belongs there.
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (lowestKeys[middle] <= key) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void split(int c) {
        Chunk full = chunks[c];
        addChunk(c + 1, full.keys[CHUNK_CAPACITY / 2]);
        full.moveTail(CHUNK_CAPACITY / 2, chunks[c + 1]);
    }

    private void mergeWithNeighbour(int c) {
        int left = c > 0 ? c - 1 : c;
        if (left + 1 < chunkCount && chunks[left].size + chunks[left + 1].size <= MERGED_AT_MOST) {
            chunks[left + 1].moveTail(0, chunks[left]);
            dropChunk(left + 1);
        }
    }

    private void addChunk(int c, long lowestKey) {
        if (chunkCount == chunks.length) {
            int capacity = Math.max(2, chunkCount * 2);
            chunks = Arrays.copyOf(chunks, capacity);
            lowestKeys = Arrays.copyOf(lowestKeys, capacity);
        }
        System.arraycopy(chunks, c, chunks, c + 1, chunkCount - c);
        System.arraycopy(lowestKeys, c, lowestKeys, c + 1, chunkCount - c);
        Chunk chunk = freeChunk;
        if (chunk == null) {
            chunk = new Chunk();
        } else {
            freeChunk = chunk.nextFree;
        }
        chunks[c] = chunk;
        lowestKeys[c] = lowestKey;
        chunkCount++;
    }

    private void dropChunk(int c) {
        chunks[c].nextFree = freeChunk;
        freeChunk = chunks[c];
        chunkCount--;
        System.arraycopy(chunks, c + 1, chunks, c, chunkCount - c);
        System.arraycopy(lowestKeys, c + 1, lowestKeys, c, chunkCount - c);
    }

    private static final class Chunk {
        final long[] keys = new long[CHUNK_CAPACITY];
        final @Nullable PriceLevel[] levels = new PriceLevel[CHUNK_CAPACITY];
        int size;

        @Nullable
        Chunk nextFree;

        int insert(long key, PriceLevel level) {
            int at = firstNotBelow(key);
            System.arraycopy(keys, at, keys, at + 1, size - at);
            System.arraycopy(levels, at, levels, at + 1, size - at);
            keys[at] = key;
            levels[at] = level;
            size++;
            return at;
        }

        void remove(long key) {
            int at = firstNotBelow(key);
            size--;
            System.arraycopy(keys, at + 1, keys, at, size - at);
            System.arraycopy(levels, at + 1, levels, at, size - at);
            levels[size] = null;
        }

        void moveTail(int from, Chunk target) {
            int count = size - from;
            System.arraycopy(keys, from, target.keys, target.size, count);
            System.arraycopy(levels, from, target.levels, target.size, count);
            target.size += count;
            Arrays.fill(levels, from, size, null);
            size = from;
        }

        /** Halves by adding or not adding, which compiles to a conditional move: the outcome is not predictable. */
        private int firstNotBelow(long key) {
            int base = 0;
            int length = size;
            while (length > 1) {
                int half = length >>> 1;
                base = keys[base + half - 1] < key ? base + half : base;
                length -= half;
            }
            return length == 1 && keys[base] < key ? base + 1 : base;
        }
    }
}
