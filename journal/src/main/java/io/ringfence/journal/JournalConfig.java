package io.ringfence.journal;

/**
 * How the journal is kept.
 *
 * @param blockSize bytes mapped (and, sparsely, allocated) at a time; a power of two, at least 1 MiB so that the largest
 *     record fits into the overlap of two blocks
 */
public record JournalConfig(JournalLayout layout, long blockSize) {
    public static final long DEFAULT_BLOCK_SIZE = 64L << 20;
    public static final long MIN_BLOCK_SIZE = 1L << 20;

    public JournalConfig {
        if (blockSize < MIN_BLOCK_SIZE || Long.bitCount(blockSize) != 1) {
            throw new IllegalArgumentException(
                    "journal block size must be a power of two of at least " + MIN_BLOCK_SIZE + ": " + blockSize);
        }
    }

    public static JournalConfig of(JournalLayout layout) {
        return new JournalConfig(layout, DEFAULT_BLOCK_SIZE);
    }
}
