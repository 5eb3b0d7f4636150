package io.ringfence.gateway.tls;

/** A certificate or key can not be used. The message is one sentence that names the file and the remedy. */
public final class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
