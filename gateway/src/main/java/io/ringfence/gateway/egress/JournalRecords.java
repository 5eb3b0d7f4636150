package io.ringfence.gateway.egress;

import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalTotals;
import io.ringfence.journal.ReleaseBarrier;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Released records as the journal's own readers give them: each one verified, none before the barrier. */
public final class JournalRecords implements ReleasedRecords {
    private final JournalLayout layout;
    private final ReleaseBarrier barrier;
    private final LongSupplier appended;

    /** {@code appended} tells the last sequence on the journal, released or not. */
    public JournalRecords(JournalLayout layout, ReleaseBarrier barrier, LongSupplier appended) {
        this.layout = layout;
        this.barrier = barrier;
        this.appended = appended;
    }

    @Override
    public Cursor cursor(long firstSequence) {
        return new ReaderCursor(JournalReader.openAfter(layout, barrier, firstSequence - 1));
    }

    @Override
    public Cursor cursor(JournalTotals before) {
        return new ReaderCursor(JournalReader.openAfter(layout, barrier, before));
    }

    private static final class ReaderCursor implements Cursor {
        private final JournalReader reader;

        ReaderCursor(JournalReader reader) {
            this.reader = reader;
        }

        @Override
        public int poll(FragmentHandler handler, int limit) {
            int count = 0;
            while (count < limit) {
                DirectBuffer record = reader.poll();
                if (record == null) {
                    break;
                }
                handler.onFragment(record, 0, record.capacity());
                count++;
            }
            return count;
        }

        @Override
        public @Nullable JournalTotals totals() {
            return reader.totals();
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    @Override
    public Lookup lookup() {
        return new ReaderLookup();
    }

    /** Finds a record anew each time: look-ups are rare and far apart. */
    private final class ReaderLookup implements Lookup {
        @Override
        public boolean read(long sequence, FragmentHandler handler) {
            if (sequence < 1 || sequence > barrier.releasedSequence()) {
                return false;
            }
            try (JournalReader reader = JournalReader.openAfter(layout, barrier, sequence - 1)) {
                @Nullable DirectBuffer record = reader.poll();
                boolean found = record != null;
                while (record != null) {
                    handler.onFragment(record, 0, record.capacity());
                    record = reader.isLastOfCommand() ? null : reader.poll();
                }
                return found;
            }
        }

        @Override
        public void close() {
            // nothing is kept open
        }
    }

    @Override
    public long appendedSequence() {
        return appended.getAsLong();
    }

    @Override
    public long releasedSequence() {
        return barrier.releasedSequence();
    }
}
