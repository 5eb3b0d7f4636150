package io.ringfence.journal;

import org.jspecify.annotations.Nullable;

/** The journal cannot go on. The message is one sentence for the operator: what, where, and what to do. */
public class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
