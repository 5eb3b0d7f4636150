package io.ringfence.engine.snapshot;

/** A snapshot that cannot be used; the message is one sentence that says why. The core that read it is spoilt. */
public final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SnapshotException(String message) {
        super(message);
    }

    public SnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
