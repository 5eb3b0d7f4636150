package io.ringfence.engine.units;

/** A result does not fit a long. One shared instance without a stack trace: raising it allocates nothing. */
public final class FixedOverflowException extends ArithmeticException {
    static final FixedOverflowException INSTANCE = new FixedOverflowException();

    private static final long serialVersionUID = 1L;

    private FixedOverflowException() {
        super("a fixed-point result does not fit 64 bits");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
