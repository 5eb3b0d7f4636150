package io.ringfence.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a repair did.
 *
 * @param kept totals of the journal as it is now
 * @param lost acknowledged commands that are gone; -1 if nobody can tell because the high-water mark was lost
 * @param damage why reading stopped; null if every record was sound
 * @param original where the journal as it was is kept
 */
public record RepairReport(
        JournalTotals kept, long lost, @Nullable JournalDamagedException damage, Path original) {}
