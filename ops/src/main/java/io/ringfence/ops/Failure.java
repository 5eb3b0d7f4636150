package io.ringfence.ops;

/** The end of a command for a reason that its user can act on: one sentence and an exit code, no stack trace. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    public static final int CHECK_FAILED = 1;
    public static final int USAGE = 2;
    public static final int JOURNAL_DAMAGED = 3;
    public static final int INTERNAL = 70;

    private final int exitCode;

    public Failure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public Failure(int exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /** Bad usage, configuration or input. */
    public static Failure usage(String sentence) {
        return new Failure(USAGE, sentence);
    }

    /** A journal that is damaged or shorter than it was. */
    public static Failure journal(String sentence) {
        return new Failure(JOURNAL_DAMAGED, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}
