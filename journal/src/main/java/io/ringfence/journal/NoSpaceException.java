package io.ringfence.journal;

import org.jspecify.annotations.Nullable;

/** There is no room to write the journal. Nothing is damaged: with space freed, a start goes on. */
public final class NoSpaceException extends JournalException {
    private static final long serialVersionUID = 1L;

    public NoSpaceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
