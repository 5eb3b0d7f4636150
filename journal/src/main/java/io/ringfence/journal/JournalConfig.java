package io.ringfence.journal;

import io.ringfence.journal.disk.Disk;

/**
 * How the journal is kept.
 *
 * @param blockSize bytes mapped (and, sparsely, allocated) at a time; a power of two, at least 1 MiB so that the largest
 *     record fits into the overlap of two blocks
 * @param disk the file system below, which tests make fail
 */
public record JournalConfig(JournalLayout layout, long blockSize, Durability durability, SpaceConfig space, Disk disk) {
    public static final long DEFAULT_BLOCK_SIZE = 64L << 20;
    public static final long MIN_BLOCK_SIZE = 1L << 20;

    public JournalConfig {
        if (blockSize < MIN_BLOCK_SIZE || Long.bitCount(blockSize) != 1) {
            throw new IllegalArgumentException(
                    "journal block size must be a power of two of at least " + MIN_BLOCK_SIZE + ": " + blockSize);
        }
    }

    /** Durability {@code process}, no space taken ahead. */
    public JournalConfig(JournalLayout layout, long blockSize) {
        this(layout, blockSize, Durability.PROCESS, SpaceConfig.NONE, Disk.REAL);
    }

    public static JournalConfig of(JournalLayout layout) {
        return new JournalConfig(layout, DEFAULT_BLOCK_SIZE);
    }

    public JournalConfig with(Durability other) {
        return new JournalConfig(layout, blockSize, other, space, disk);
    }

    public JournalConfig with(SpaceConfig other) {
        return new JournalConfig(layout, blockSize, durability, other, disk);
    }

    public JournalConfig with(Disk other) {
        return new JournalConfig(layout, blockSize, durability, space, other);
    }
}
