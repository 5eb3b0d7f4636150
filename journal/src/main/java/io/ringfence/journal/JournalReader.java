package io.ringfence.journal;

import io.ringfence.journal.DocumentCursor.Step;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records in order up to a barrier, each one verified: checksum, chain, gapless sequence, fragments, time. The
 * same for recovery, catching up and live delivery. Never delivers part of a command that is not wholly there, because
 * a barrier releases commands only as a whole.
 *
 * <p>One thread, no locks, nothing written, no copies: a record is a view of the mapped file. Allocates only when the
 * mapping slides or a cycle file ends.
 */
public final class JournalReader implements AutoCloseable {
    private final RecordCursor cursor;
    private final ReleaseBarrier barrier;
    private final UnsafeBuffer record = new UnsafeBuffer(0, 0);
    private long released;

    private JournalReader(RecordCursor cursor, ReleaseBarrier barrier) {
        this.cursor = cursor;
        this.barrier = barrier;
    }

    /** From the first record on. */
    public static JournalReader open(JournalLayout layout, ReleaseBarrier barrier) {
        return openAfter(layout, barrier, 0);
    }

    /**
     * From behind a command on; the next record delivered is the first one of {@code sequence + 1}.
     *
     * @param sequence 0 for the beginning, otherwise a command that has been released already
     */
    public static JournalReader openAfter(JournalLayout layout, ReleaseBarrier barrier, long sequence) {
        return openAfter(JournalStore.FILES, layout, barrier, sequence);
    }

    static JournalReader openAfter(JournalStore store, JournalLayout layout, ReleaseBarrier barrier, long sequence) {
        if (sequence < 0 || sequence > barrier.releasedSequence()) {
            throw new IllegalArgumentException("sequence " + sequence + " is not released");
        }
        RecordCursor cursor = new RecordCursor(store, layout.journalDirectory());
        boolean placed = false;
        try {
            cursor.seekAfter(sequence);
            placed = true;
        } finally {
            if (!placed) {
                cursor.close();
            }
        }
        return new JournalReader(cursor, barrier);
    }

    /**
     * The next record, or null when there is none that may be read yet.
     *
     * @return a view that starts with the record and ends with its checksum; valid until the next call
     * @throws JournalDamagedException if what has been released is not there as it was written
     */
    public @Nullable DirectBuffer poll() {
        RecordChain chain = cursor.chain();
        if (chain.lastWholeSequence() >= released) {
            released = barrier.releasedSequence();
            if (chain.lastWholeSequence() >= released) {
                return null;
            }
        }
        Step step = cursor.next();
        while (step != Step.DATA) {
            if (step == Step.END) {
                throw endsTooEarly();
            }
            step = cursor.next();
        }
        DocumentCursor documents = cursor.documents();
        record.wrap(documents.buffer(), documents.contentAt(), documents.length());
        return record;
    }

    private JournalDamagedException endsTooEarly() {
        DocumentCursor documents = cursor.documents();
        return new JournalDamagedException(
                documents.path(),
                documents.offset(),
                "the records end here although sequence " + released + " has been acknowledged",
                cursor.chain().lastWholeSequence(),
                released);
    }

    /** The sequence of the record last delivered. */
    public long sequence() {
        return cursor.chain().sequence();
    }

    public long timestampNanos() {
        return cursor.chain().timestampNanos();
    }

    /** Whether the record last delivered was its command's last one. */
    public boolean isLastOfCommand() {
        return !cursor.chain().isOpen();
    }

    /** The stored CRC32C of the record last delivered, which the next one must name as its predecessor's. */
    public int crc() {
        return cursor.chain().crc();
    }

    /** Which file the record last delivered is in, and where. A locator for reports; identity is the sequence. */
    public String location() {
        return cursor.documents().path() + "@" + cursor.documents().offset();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
