package io.ringfence.ops.simtest.model;

/** The core did something else than the model. */
public final class Disagreement extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Disagreement(String sentence) {
        super(sentence);
    }
}
