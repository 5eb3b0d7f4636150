package io.ringfence.journal;

import io.ringfence.journal.Vouchers.Voucher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan found in a journal that is sound up to its high-water mark.
 *
 * @param mark what was promised; null for a folder without a journal
 * @param tails what lies behind the last whole command, in the order in which it must be cut
 * @param vouched the newest place that a voucher which belongs to this journal stands for; null without one
 * @param unread whether the records up to {@code vouched} were not read, only their files' seams
 */
public record ScanReport(
        JournalTotals totals,
        @Nullable MarkState mark,
        List<TornTail> tails,
        @Nullable Voucher vouched,
        boolean unread) {
    ScanReport(JournalTotals totals, @Nullable MarkState mark, List<TornTail> tails) {
        this(totals, mark, tails, null, false);
    }

    ScanReport with(@Nullable Voucher voucher, boolean notRead) {
        return new ScanReport(totals, mark, tails, voucher, notRead);
    }
}
