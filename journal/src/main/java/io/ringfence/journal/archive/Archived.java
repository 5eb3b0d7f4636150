package io.ringfence.journal.archive;

import io.ringfence.journal.ArchivedCycle;

/**
 * One cycle file that was packed.
 *
 * @param packedBytes length of the packed file
 */
public record Archived(ArchivedCycle cycle, long packedBytes) {}
