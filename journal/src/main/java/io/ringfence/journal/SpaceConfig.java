package io.ringfence.journal;

/**
 * How disk space is kept ahead of the journal.
 *
 * @param windowBytes space taken from the file system ahead of the last record; 0 = none is
 * @param reserveBytes free bytes of the file system below which new orders are refused (902); 0 = never
 */
public record SpaceConfig(long windowBytes, long reserveBytes) {
    /** For tools and tests that write little. */
    public static final SpaceConfig NONE = new SpaceConfig(0, 0);

    public SpaceConfig {
        if (windowBytes < 0 || reserveBytes < 0) {
            throw new IllegalArgumentException("window and reserve must not be negative");
        }
    }
}
