package io.ringfence.journal;

import io.ringfence.journal.Vouchers.Voucher;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The newest voucher that belongs to a journal: the record of its sequence is there, is sound, and carries the same
 * checksum, which by the chain stands for every record before it.
 */
final class VoucherChoice {
    private final Path directory;
    private @Nullable Voucher chosen;
    private @Nullable Voucher beyond;

    VoucherChoice(Path directory, Vouchers vouchers) {
        this.directory = directory;
        Voucher candidate = vouchers.next();
        while (candidate != null && chosen == null) {
            judge(candidate, vouchers);
            candidate = chosen == null ? vouchers.next() : null;
        }
    }

    private void judge(Voucher candidate, Vouchers vouchers) {
        JournalTotals totals = candidate.totals();
        try (RecordCursor cursor = new RecordCursor(directory)) {
            RecordCursor.Seek found = cursor.seek(totals.lastSequence());
            if (found == RecordCursor.Seek.BEYOND_THE_END) {
                beyond = beyond == null ? candidate : beyond;
            } else if (found == RecordCursor.Seek.BEFORE_THE_BEGINNING) {
                vouchers.refuse(candidate, foreign(candidate) + "which does not reach back to that sequence.");
            } else if (cursor.chain().crc() == totals.chainCrc()
                    && cursor.chain().timestampNanos() == totals.lastTimestampNanos()) {
                chosen = candidate;
            } else {
                vouchers.refuse(candidate, foreign(candidate) + "whose record of that sequence is another one.");
            }
        } catch (JournalDamagedException e) {
            // The scan that follows reads the same place, and says what is wrong in the order of the records.
            beyond = beyond == null ? candidate : beyond;
        }
    }

    private String foreign(Voucher voucher) {
        return voucher.file() + " at sequence " + voucher.totals().lastSequence() + " is not of the journal in "
                + directory + ", ";
    }

    /** Null when none fits. */
    @Nullable
    Voucher chosen() {
        return chosen;
    }

    /**
     * Refuses a journal that is shorter than a voucher: what a snapshot holds had been released, so the end is lost.
     */
    void requireReached(long lastSequence) {
        Voucher voucher = beyond;
        if (voucher != null && voucher.totals().lastSequence() > lastSequence) {
            throw new JournalDamagedException(
                    directory,
                    0,
                    "the records end at sequence " + lastSequence + " but " + voucher.file()
                            + " was made when sequence "
                            + voucher.totals().lastSequence()
                            + " had been acknowledged (after a power cut in durability mode 'process' this can happen)",
                    lastSequence,
                    voucher.totals().lastSequence());
        }
    }
}
