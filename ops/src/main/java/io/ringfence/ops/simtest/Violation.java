package io.ringfence.ops.simtest;

/** The core did what it must not. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(String sentence) {
        super(sentence);
    }
}
