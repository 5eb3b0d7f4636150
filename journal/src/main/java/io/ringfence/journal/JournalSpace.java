package io.ringfence.journal;

import org.jspecify.annotations.Nullable;

/** Room on the journal's disk, for metrics and for whoever lets orders in. Safe for any thread. */
public interface JournalSpace {
    SpaceLevel level();

    /** Bytes free on the file system. */
    long freeBytes();

    long reserveBytes();

    /** Bytes taken from the file system and not written yet. */
    long preallocatedBytes();

    /** A sentence about what is wrong with the space, or null. */
    @Nullable
    String problem();
}
