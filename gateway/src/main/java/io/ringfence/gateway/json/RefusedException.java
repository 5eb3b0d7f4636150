package io.ringfence.gateway.json;

/** A request that the gateway itself refuses, with one sentence that says why. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** HTTP status. */
    public final int status;
    /** Reason code; 0 = the HTTP status says it all. */
    public final int code;

    public RefusedException(int status, int code, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
    }

    public static RefusedException malformed(String sentence) {
        return new RefusedException(400, 0, sentence);
    }

    /** The sentence for the client. */
    public String sentence() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
