package io.ringfence.journal.evidence;

import io.ringfence.journal.JournalException;
import java.nio.file.Path;

/** The journal or its checkpoints are not what was signed. The message says what, where, and what is still vouched for. */
public final class TamperedException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;
    private final long sequence;

    /**
     * What was found.
     *
     * @param offset in the file; of a packed cycle file, in what it holds
     * @param sequence the first one that is not as signed; -1 where a checkpoint and no record is meant
     * @param what a sentence without its full stop
     */
    public TamperedException(Path file, long offset, long sequence, String what) {
        super("Evidence broken in " + file + " at offset " + offset + ": " + what + ".");
        this.file = file;
        this.offset = offset;
        this.sequence = sequence;
    }

    public Path file() {
        return file;
    }

    public long offset() {
        return offset;
    }

    public long sequence() {
        return sequence;
    }
}
