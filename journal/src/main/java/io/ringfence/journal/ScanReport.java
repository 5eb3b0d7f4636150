package io.ringfence.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan found in a journal that is sound up to its high-water mark.
 *
 * @param mark what was promised; null for a folder without a journal
 * @param tails what lies behind the last whole command, in the order in which it must be cut
 */
public record ScanReport(JournalTotals totals, @Nullable MarkState mark, List<TornTail> tails) {}
