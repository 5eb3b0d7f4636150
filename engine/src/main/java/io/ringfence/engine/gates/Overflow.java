package io.ringfence.engine.gates;

/** A figure that a gate needs does not fit 64 bits; noticed earlier, raised where the gate reads it. */
@SuppressWarnings("StaticAssignmentOfThrowable") // has no stack trace that could mislead
final class Overflow extends ArithmeticException {
    static final Overflow EXCEPTION = new Overflow();

    private static final long serialVersionUID = 1L;

    private Overflow() {
        super("an exposure or equity figure does not fit 64 bits");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
