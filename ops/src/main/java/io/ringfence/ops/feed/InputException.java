package io.ringfence.ops.feed;

import io.ringfence.ops.Failure;

/** A line of an input file that can not be used. */
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    public InputException(String where, String problem) {
        super(where + ": " + problem);
    }

    /** Ends the command: exit code 2, nothing after the line was executed. */
    public Failure asFailure() {
        return new Failure(Failure.USAGE, String.valueOf(getMessage()), this);
    }
}
