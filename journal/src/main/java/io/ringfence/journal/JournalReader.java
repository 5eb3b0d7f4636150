package io.ringfence.journal;

import io.ringfence.journal.DocumentCursor.Step;
import java.nio.file.Path;
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
public final class JournalReader implements RecordSource {
    private final RecordCursor cursor;
    private final ReleaseBarrier barrier;
    private final UnsafeBuffer record = new UnsafeBuffer(0, 0);
    private final TotalsCounter totals = new TotalsCounter();
    private final boolean counting;
    private final boolean toEnd;
    private long recordInFile;
    private int files;
    private long released;
    // The sealer asks for every record.
    private @Nullable Path namedPath;
    private String cycleName = "";

    private JournalReader(RecordCursor cursor, ReleaseBarrier barrier, @Nullable JournalTotals before, boolean toEnd) {
        this.cursor = cursor;
        this.barrier = barrier;
        this.toEnd = toEnd;
        counting = before != null;
        if (before != null && before.lastSequence() > 0) {
            totals.resume(before);
            recordInFile = CycleFile.recordInCycle(before.lastIndex()) + 1;
            files = before.files();
        }
    }

    /** From the first record to whatever is the last one, acknowledged or not: for checks that trust no mark. */
    public static JournalReader openToEnd(JournalLayout layout) {
        return new JournalReader(
                new RecordCursor(layout.journalDirectory()),
                ReleaseBarrier.upTo(Long.MAX_VALUE),
                JournalTotals.NONE,
                true);
    }

    /** From the first record on. */
    public static JournalReader open(JournalLayout layout, ReleaseBarrier barrier) {
        return openAfter(layout, barrier, JournalTotals.NONE);
    }

    /**
     * From behind what was counted before on, so that {@link #totals} goes on from there.
     *
     * @throws JournalDamagedException if the journal's record of that sequence is another one
     */
    public static JournalReader openAfter(JournalLayout layout, ReleaseBarrier barrier, JournalTotals before) {
        JournalReader reader = open(JournalStore.FILES, layout, barrier, before.lastSequence(), before);
        if (reader.crc() != before.chainCrc()) {
            reader.close();
            throw new JournalDamagedException(
                    layout.journalDirectory(),
                    0,
                    "the record of sequence " + before.lastSequence() + " is not the one that was read before",
                    before.lastSequence() - 1,
                    before.lastSequence());
        }
        return reader;
    }

    /**
     * From behind a command on; the next record delivered is the first one of {@code sequence + 1}.
     *
     * @param sequence 0 for the beginning, otherwise a command that has been released already
     */
    public static JournalReader openAfter(JournalLayout layout, ReleaseBarrier barrier, long sequence) {
        return open(JournalStore.FILES, layout, barrier, sequence, null);
    }

    static JournalReader openAfter(JournalStore store, JournalLayout layout, ReleaseBarrier barrier, long sequence) {
        return open(store, layout, barrier, sequence, null);
    }

    private static JournalReader open(
            JournalStore store,
            JournalLayout layout,
            ReleaseBarrier barrier,
            long sequence,
            @Nullable JournalTotals before) {
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
        return new JournalReader(cursor, barrier, before, false);
    }

    @Override
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
                if (toEnd) {
                    return null;
                }
                throw endsTooEarly();
            }
            if (step == Step.FILE) {
                files++;
                recordInFile = 0;
            }
            step = cursor.next();
        }
        DocumentCursor documents = cursor.documents();
        count(documents);
        record.wrap(documents.buffer(), documents.contentAt(), documents.length());
        return record;
    }

    private void count(DocumentCursor documents) {
        CycleFile file = documents.file();
        if (counting && file != null) {
            totals.record(cursor.chain(), documents.length(), CycleFile.index(file.cycle(), recordInFile));
            recordInFile++;
        }
    }

    /** Everything up to the last whole command delivered, from the journal's first record on. */
    public JournalTotals totals() {
        if (!counting) {
            throw new IllegalStateException("a reader that starts in the middle does not know what came before");
        }
        return totals.totals(files);
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

    /** The file that the record last delivered is in. */
    public Path file() {
        return cursor.documents().path();
    }

    /** The cycle file's name without its suffix. */
    public String cycleName() {
        Path path = cursor.documents().path();
        if (path != namedPath) {
            String name = String.valueOf(path.getFileName());
            cycleName = name.substring(0, name.lastIndexOf('.'));
            namedPath = path;
        }
        return cycleName;
    }

    /** Where in {@link #file} the record last delivered starts. */
    public long offset() {
        return cursor.documents().offset();
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
