package io.ringfence.ops.run;

import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.JournalReader;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The edges' view of the live journal: readers of their own behind its barrier. */
final class JournalRecords implements ReleasedRecords {
    private final JournalLayout layout;
    private final ChronicleJournal journal;

    JournalRecords(JournalLayout layout, ChronicleJournal journal) {
        this.layout = layout;
        this.journal = journal;
    }

    @Override
    public Cursor cursor(long firstSequence) {
        return new JournalCursor(layout, journal, firstSequence);
    }

    @Override
    public Lookup lookup() {
        return new Lookup() {
            @Override
            public boolean read(long sequence, FragmentHandler handler) {
                if (sequence < 1 || sequence > journal.releasedSequence()) {
                    return false;
                }
                try (JournalReader reader = JournalReader.openAfter(layout, journal, sequence - 1)) {
                    return readOne(reader, handler);
                }
            }

            @Override
            public void close() {
                // every look-up has a reader of its own
            }
        };
    }

    private static boolean readOne(JournalReader reader, FragmentHandler handler) {
        DirectBuffer record = reader.poll();
        while (record != null) {
            handler.onFragment(record, 0, record.capacity());
            if (reader.isLastOfCommand()) {
                return true;
            }
            record = reader.poll();
        }
        return false;
    }

    @Override
    public long appendedSequence() {
        return journal.releasedSequence();
    }

    @Override
    public long releasedSequence() {
        return journal.releasedSequence();
    }

    /** Opens its reader when something is there to be read: before the first record there is no file. */
    private static final class JournalCursor implements Cursor {
        private final JournalLayout layout;
        private final ChronicleJournal journal;
        private final long firstSequence;
        private @Nullable JournalReader reader;

        JournalCursor(JournalLayout layout, ChronicleJournal journal, long firstSequence) {
            this.layout = layout;
            this.journal = journal;
            this.firstSequence = firstSequence;
        }

        @Override
        public int poll(FragmentHandler handler, int limit) {
            JournalReader open = reader;
            if (open == null) {
                if (journal.releasedSequence() < firstSequence) {
                    return 0;
                }
                open = JournalReader.openAfter(layout, journal, firstSequence - 1);
                reader = open;
            }
            int count = 0;
            DirectBuffer record = count < limit ? open.poll() : null;
            while (record != null) {
                handler.onFragment(record, 0, record.capacity());
                count++;
                record = count < limit ? open.poll() : null;
            }
            return count;
        }

        @Override
        public void close() {
            if (reader != null) {
                reader.close();
            }
        }
    }
}
