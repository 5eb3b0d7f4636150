package io.ringfence.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What vouches for the beginning of a journal, as a snapshot does: whoever made it has read and executed every record up
 * to its sequence. Asked while the folder is locked.
 */
public interface Vouchers {
    /** Nothing does: every record is read. */
    Vouchers NONE = new Vouchers() {
        @Override
        public @Nullable Voucher next() {
            return null;
        }

        @Override
        public void refuse(Voucher voucher, String why) {
            throw new IllegalStateException("there is nothing to refuse");
        }
    };

    /** A place in the journal, counted from its first record on, and the file that says so. */
    record Voucher(Path file, JournalTotals totals) {}

    /** The next one to try, newest first; null when there is no other. */
    @Nullable
    Voucher next();

    /** This one is not of this journal; {@code why} is a sentence. */
    void refuse(Voucher voucher, String why);
}
