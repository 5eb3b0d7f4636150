package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;

/** A mark or a currency rate that a figure needs was never known: the gate that asked is not evaluable. */
@SuppressWarnings("StaticAssignmentOfThrowable") // has no stack trace that could mislead
public final class UnpricedException extends RuntimeException {
    public static final UnpricedException INSTANCE = new UnpricedException();

    private static final long serialVersionUID = 1L;

    private UnpricedException() {
        super("a mark or a currency rate is not known", null, false, false);
    }

    /** The price, if there is one. */
    public static long require(long priceE8) {
        if (priceE8 == Fixed.ABSENT) {
            throw INSTANCE;
        }
        return priceE8;
    }
}
