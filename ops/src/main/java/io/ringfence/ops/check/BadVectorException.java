package io.ringfence.ops.check;

/** A vector file says something that cannot be meant; the message names the vector, the field and what is wrong. */
public final class BadVectorException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadVectorException(String message) {
        super(message);
    }
}
