package io.ringfence.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the signature of a request covers: five parts, each on a line of its own, so that none can flow into the next.
 *
 * <pre>
 * X-RF-Timestamp   milliseconds since 1970 UTC
 * X-RF-Nonce       never used before with this key
 * method
 * path and query   as they go over the wire
 * body             SHA-256 in lower-case hex; of no bytes where there is none
 * </pre>
 */
public final class SignedText {
    public static final String KEY = "X-RF-Key";
    public static final String TIMESTAMP = "X-RF-Timestamp";
    public static final String NONCE = "X-RF-Nonce";
    public static final String SIGNATURE = "X-RF-Signature";
    /** Name of the algorithm for the JDK's own provider. */
    public static final String ALGORITHM = "Ed25519";

    private SignedText() {}

    public static byte[] of(String timestampMillis, String nonce, String method, String rawPathAndQuery, byte[] body) {
        String text = timestampMillis + "\n" + nonce + "\n" + method + "\n" + rawPathAndQuery + "\n" + hash(body);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
