package io.ringfence.gateway.record;

import io.ringfence.journal.JournalTotals;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The journal as the edges see it: records behind the durability barrier, and nothing else. Whatever is read here may
 * be told to the world.
 */
public interface ReleasedRecords {
    /** Takes one verified fragment of a record; the bytes are valid during the call only. */
    interface FragmentHandler {
        void onFragment(DirectBuffer buffer, int offset, int length);
    }

    /** A position in the journal. Owned by one thread. */
    interface Cursor extends AutoCloseable {
        /**
         * Hands on the next released fragments without waiting.
         *
         * @return how many; 0 when there is nothing new
         */
        int poll(FragmentHandler handler, int limit);

        /** Everything up to the last whole command handed on; null when the source does not count. */
        default @Nullable JournalTotals totals() {
            return null;
        }

        @Override
        void close();
    }

    /** Reads single records by sequence. Owned by one thread. */
    interface Lookup extends AutoCloseable {
        /** Hands on all fragments of a record; false when the journal has no released record of that sequence. */
        boolean read(long sequence, FragmentHandler handler);

        @Override
        void close();
    }

    /** A cursor whose first record is this sequence (from 1). */
    Cursor cursor(long firstSequence);

    /** A cursor behind a place that was reached before, which goes on counting there. */
    default Cursor cursor(JournalTotals before) {
        return cursor(before.lastSequence() + 1);
    }

    Lookup lookup();

    /** The last sequence that the engine has appended. */
    long appendedSequence();

    /** The last sequence behind the barrier. */
    long releasedSequence();
}
