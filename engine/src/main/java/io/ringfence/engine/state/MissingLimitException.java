package io.ringfence.engine.state;

/** A row that a gate needs is not configured. The gate answers ERROR: closed. */
@SuppressWarnings("StaticAssignmentOfThrowable") // has no stack trace that could mislead
public final class MissingLimitException extends RuntimeException {
    static final MissingLimitException INSTANCE = new MissingLimitException();

    private static final long serialVersionUID = 1L;

    private MissingLimitException() {
        super("a limit that every account needs is not configured");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
