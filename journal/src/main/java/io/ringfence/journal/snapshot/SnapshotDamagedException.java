package io.ringfence.journal.snapshot;

import java.nio.file.Path;

/** A snapshot file is not what was written, or not for this build. The message names file and offset. */
public final class SnapshotDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;
    private final boolean foreignFormat;

    SnapshotDamagedException(Path file, long offset, String what) {
        this(file, offset, what, false);
    }

    SnapshotDamagedException(Path file, long offset, String what, boolean foreignFormat) {
        super("Snapshot " + file + (foreignFormat ? " cannot be used" : " is damaged at offset " + offset) + ": " + what
                + ".");
        this.file = file;
        this.offset = offset;
        this.foreignFormat = foreignFormat;
    }

    public Path file() {
        return file;
    }

    public long offset() {
        return offset;
    }

    /** Whether it is sound, as far as one can tell, and of a format that this build does not know. */
    public boolean isForeignFormat() {
        return foreignFormat;
    }
}
