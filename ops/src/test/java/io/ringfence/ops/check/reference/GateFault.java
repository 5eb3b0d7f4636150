package io.ringfence.ops.check.reference;

/** A gate cannot be computed: a result outside {@code long} or a missing row. The gate answers ERROR, n99. */
final class GateFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GateFault(String message) {
        super(message);
    }
}
