package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the documents of a queue's files without Chronicle's tailer, which stops silently at a damaged header or a
 * zeroed page and waits 40 s for a zeroed file header. What a file looks like is in {@link DocumentHeader}.
 * Checks bounds only; {@link RecordCursor} checks the records.
 */
final class DocumentCursor implements AutoCloseable {
    /** What a step found: a file was opened, a document of Chronicle's own, a record, or nothing more for now. */
    enum Step {
        FILE,
        META,
        DATA,
        END
    }

    private static final int WINDOW = 64 << 20;
    private static final int MAX_META_LENGTH = 1 << 20;

    private final JournalStore store;
    private final Path directory;
    private final LongSupplier lastSequence;
    private final FileWindow window;
    private @Nullable CycleFile file;
    private long next;
    private long offset;
    private int length;
    private long endOfFileBefore;
    private boolean atEndMark;

    /** @param lastSequence what the damage report names as the last good sequence */
    DocumentCursor(Path directory, LongSupplier lastSequence) {
        this(JournalStore.FILES, directory, lastSequence);
    }

    DocumentCursor(JournalStore store, Path directory, LongSupplier lastSequence) {
        this.store = store;
        this.directory = directory;
        this.lastSequence = lastSequence;
        window = new FileWindow(store, WINDOW);
    }

    /** One step on. May be called again after END: a live queue grows. */
    Step next() {
        if (file == null || atEndMark) {
            return openNext();
        }
        if (!window.has(next, DocumentHeader.BYTES)) {
            return endOfDocuments(0);
        }
        int header = window.getIntVolatile(next);
        if (header == DocumentHeader.END_OF_DATA) {
            atEndMark = true;
            return openNext();
        }
        if (!DocumentHeader.isComplete(header)) {
            return endOfDocuments(header);
        }
        return document(header);
    }

    private Step document(int header) {
        int bytes = DocumentHeader.length(header);
        boolean meta = DocumentHeader.isMeta(header);
        offset = next;
        if (meta ? bytes > MAX_META_LENGTH : bytes > RecordFrame.MAX_FRAME_LENGTH) {
            throw damage("its length of " + bytes + " bytes is impossible");
        }
        if (!window.has(offset, DocumentHeader.BYTES + bytes)) {
            throw damage("the file ends within a document of " + bytes + " bytes");
        }
        length = bytes;
        next = DocumentHeader.next(offset, bytes);
        return meta ? Step.META : Step.DATA;
    }

    /** No whole document at {@code next}: the end so far, unless a later file says that writing went on elsewhere. */
    private Step endOfDocuments(int header) {
        offset = next;
        length = 0;
        if (header != 0 && next != 0) {
            throw damage("a document header is damaged (" + Integer.toHexString(header) + ")");
        }
        if (following() == null) {
            return Step.END;
        }
        if (window.has(next, DocumentHeader.BYTES) && window.getIntVolatile(next) != header) {
            return next();
        }
        if (next == 0) {
            throw damage("the cycle file has no header although a later file exists");
        }
        return openNext();
    }

    private Step openNext() {
        CycleFile following = following();
        if (following == null) {
            offset = next;
            length = 0;
            return Step.END;
        }
        open(following);
        return Step.FILE;
    }

    void open(CycleFile cycleFile) {
        endOfFileBefore = next;
        window.open(cycleFile.path());
        file = cycleFile;
        next = 0;
        offset = 0;
        length = 0;
        atEndMark = false;
    }

    /** On to a document of the file at hand; the next step reads it. */
    void moveTo(long position) {
        next = position;
    }

    /** Back to before the first file. */
    void rewind() {
        window.close();
        file = null;
        next = 0;
        atEndMark = false;
    }

    private @Nullable CycleFile following() {
        long current = file == null ? Long.MIN_VALUE : file.cycle();
        for (CycleFile candidate : CycleFile.listWithArchive(store, directory)) {
            if (candidate.cycle() > current) {
                return candidate;
            }
        }
        return null;
    }

    /** The file of the last step; null before the first one. */
    @Nullable
    CycleFile file() {
        return file;
    }

    /** Where the last document starts, or after END where the next one will. */
    long offset() {
        return offset;
    }

    boolean atEndMark() {
        return atEndMark;
    }

    /** Where the documents of the file before this one ended. */
    long endOfFileBefore() {
        return endOfFileBefore;
    }

    boolean hasLaterFile() {
        return following() != null;
    }

    long contentOffset() {
        return offset + DocumentHeader.BYTES;
    }

    int length() {
        return length;
    }

    FileWindow window() {
        return window;
    }

    UnsafeBuffer buffer() {
        return window.buffer();
    }

    /** The last document's content in {@link #buffer}. */
    int contentAt() {
        return window.at(contentOffset());
    }

    private JournalDamagedException damage(String what) {
        long last = lastSequence.getAsLong();
        return new JournalDamagedException(path(), offset, what, last, last + 1, true);
    }

    Path path() {
        return file == null ? directory : file.path();
    }

    @Override
    public void close() {
        window.close();
    }
}
