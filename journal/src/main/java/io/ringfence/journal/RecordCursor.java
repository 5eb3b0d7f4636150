package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.journal.DocumentCursor.Step;
import io.ringfence.journal.RecordChain.Flaw;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.agrona.DirectBuffer;

/** Walks a queue's records and checks each one: its own checksum, and its place behind the one before. */
final class RecordCursor implements AutoCloseable {
    /** Whether a sequence is there to be placed behind. */
    enum Seek {
        FOUND,
        BEFORE_THE_BEGINNING,
        BEYOND_THE_END
    }

    private final RecordChain chain = new RecordChain();
    private final DocumentCursor documents;
    private final JournalStore store;
    private final Path directory;
    private long firstInFile;

    RecordCursor(Path directory) {
        this(JournalStore.FILES, directory);
    }

    RecordCursor(JournalStore store, Path directory) {
        this.store = store;
        this.directory = directory;
        this.documents = new DocumentCursor(store, directory, chain::lastWholeSequence);
    }

    /** One step; a DATA step is a record that has passed every check. */
    Step next() {
        Step step = documents.next();
        if (step == Step.DATA) {
            verify();
        }
        return step;
    }

    private void verify() {
        DirectBuffer buffer = documents.buffer();
        int at = documents.contentAt();
        int length = documents.length();
        Flaw flaw = RecordChain.checkShape(buffer, at, length);
        if (flaw == Flaw.NONE && !checksumHolds(documents.window(), documents.contentOffset(), length)) {
            flaw = Flaw.CHECKSUM;
        }
        if (flaw == Flaw.NONE) {
            JournalTooNewException.require(buffer, at, documents.path(), documents.offset());
            flaw = chain.check(buffer, at, length);
        }
        if (flaw != Flaw.NONE) {
            throw damage(flaw);
        }
        chain.advance(buffer, at, length);
    }

    static boolean checksumHolds(FileWindow window, long position, int length) {
        int covered = length - RecordFrame.CRC_LENGTH;
        return window.crc32c(position, covered) == RecordFrame.crc(window.buffer(), window.at(position), length);
    }

    private JournalDamagedException damage(Flaw flaw) {
        boolean readable = flaw.isOfPlace();
        long found = readable ? RecordFrame.sequence(documents.buffer(), documents.contentAt()) : -1;
        long before = chain.lastWholeSequence();
        String missing = flaw == Flaw.SEQUENCE && found > before + 1 ? " (the records between are missing)" : "";
        return new JournalDamagedException(
                documents.path(),
                documents.offset(),
                "a record " + flaw.clause() + missing,
                before,
                readable ? found : before + 1,
                !readable);
    }

    /**
     * Places the cursor behind this command, of which every fragment must be there already; 0 is the beginning.
     *
     * <p>Newest file first, because consumers resume near the end; then by Chronicle's index, then record by record.
     */
    void seekAfter(long sequence) {
        switch (seek(sequence)) {
            case FOUND -> {}
            case BEFORE_THE_BEGINNING ->
                throw new JournalException(
                        "The journal in " + directory + " does not reach back to sequence " + sequence + ".");
            case BEYOND_THE_END ->
                throw new JournalException("The journal in " + directory + " ends before sequence " + sequence + ".");
        }
    }

    /** As {@link #seekAfter}, with an answer for a sequence that is not there. */
    Seek seek(long sequence) {
        if (sequence == 0) {
            documents.rewind();
            chain.resumeAfter(0, 0, Long.MIN_VALUE);
            return Seek.FOUND;
        }
        List<CycleFile> newestFirst = CycleFile.listWithArchive(store, directory);
        Collections.reverse(newestFirst);
        for (CycleFile file : newestFirst) {
            if (file.isArchived() && ArchivedCycle.read(file.path()).first() > sequence) {
                continue;
            }
            documents.open(file);
            if (nextRecord() && sequenceHere() <= sequence) {
                firstInFile = sequenceHere();
                long near = new CycleIndex(documents.window()).positionBefore(sequence);
                documents.moveTo(Math.max(near, documents.offset()));
                return seekWithin(sequence);
            }
        }
        return newestFirst.isEmpty() ? Seek.BEYOND_THE_END : Seek.BEFORE_THE_BEGINNING;
    }

    private Seek seekWithin(long sequence) {
        do {
            if (!nextRecord()) {
                return Seek.BEYOND_THE_END;
            }
        } while (sequenceHere() < sequence || !RecordFrame.isLast(documents.buffer(), documents.contentAt()));
        DirectBuffer buffer = documents.buffer();
        int at = documents.contentAt();
        chain.resumeAfter(
                sequence, RecordFrame.crc(buffer, at, documents.length()), RecordFrame.timestampNanos(buffer, at));
        if (sequenceHere() != sequence) {
            throw damage(Flaw.SEQUENCE);
        }
        if (!checksumHolds(documents.window(), documents.contentOffset(), documents.length())) {
            throw damage(Flaw.CHECKSUM);
        }
        return Seek.FOUND;
    }

    /** The first sequence in the file that the cursor was placed in. */
    long firstInFile() {
        return firstInFile;
    }

    private boolean nextRecord() {
        Step step = documents.next();
        while (step != Step.DATA && step != Step.END) {
            step = documents.next();
        }
        return step == Step.DATA;
    }

    private long sequenceHere() {
        Flaw flaw = RecordChain.checkShape(documents.buffer(), documents.contentAt(), documents.length());
        if (flaw != Flaw.NONE) {
            throw damage(flaw);
        }
        return RecordFrame.sequence(documents.buffer(), documents.contentAt());
    }

    RecordChain chain() {
        return chain;
    }

    DocumentCursor documents() {
        return documents;
    }

    @Override
    public void close() {
        documents.close();
    }
}
