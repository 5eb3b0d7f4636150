package io.ringfence.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A request as a client signs it, or as somebody else alters it. */
public record SignedRequest(
        String key, String timestamp, String nonce, String signature, String method, String path, String text)
        implements Authenticator.Request {
    private static final int FIELDS = 7;

    public static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(SignedText.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SignedRequest sign(
            KeyPair pair, String key, long timestampMillis, String nonce, String method, String path, String body) {
        try {
            String timestamp = Long.toString(timestampMillis);
            Signature signature = Signature.getInstance(SignedText.ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(SignedText.of(timestamp, nonce, method, path, body.getBytes(StandardCharsets.UTF_8)));
            String text = Base64.getEncoder().encodeToString(signature.sign());
            return new SignedRequest(key, timestamp, nonce, text, method, path, body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with one of its seven parts altered; never equal to this. */
    public SignedRequest altered(Random random, String otherKey) {
        return switch (random.nextInt(FIELDS + 1)) {
            case 0 -> new SignedRequest(otherKey, timestamp, nonce, signature, method, path, text);
            case 1 -> new SignedRequest(key, otherTime(random), nonce, signature, method, path, text);
            case 2 -> new SignedRequest(key, timestamp, altered(nonce, random), signature, method, path, text);
            case 3 -> new SignedRequest(key, timestamp, nonce, altered(signature, random), method, path, text);
            case 4 -> new SignedRequest(key, timestamp, nonce, signature, otherMethod(), path, text);
            case 5 -> new SignedRequest(key, timestamp, nonce, signature, method, altered(path, random), text);
            case 6 -> new SignedRequest(key, timestamp, nonce, signature, method, path, altered(text, random));
            // Two bits of the last digit carry nothing: another text for the same bytes.
            default -> new SignedRequest(key, timestamp, nonce, otherSpelling(), method, path, text);
        };
    }

    private String otherTime(Random random) {
        long step = 1L + random.nextInt(999);
        return Long.toString(Long.parseLong(timestamp) + (random.nextBoolean() ? step : -step));
    }

    private String otherMethod() {
        return method.equals("POST") ? "PUT" : "POST";
    }

    private String otherSpelling() {
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        int at = signature.length() - 3;
        char other = digits.charAt(digits.indexOf(signature.charAt(at)) ^ 1);
        return signature.substring(0, at) + other + "==";
    }

    private static String altered(String text, Random random) {
        if (text.isEmpty()) {
            return "x";
        }
        int at = random.nextInt(text.length());
        char old = text.charAt(at);
        char other = old == 'a' ? 'b' : 'a';
        return text.substring(0, at) + (random.nextInt(4) == 0 ? "" : other) + text.substring(at + 1);
    }

    @Override
    public String rawPathAndQuery() {
        return path;
    }

    @Override
    public @Nullable String header(String name) {
        return switch (name) {
            case SignedText.KEY -> key;
            case SignedText.TIMESTAMP -> timestamp;
            case SignedText.NONCE -> nonce;
            case SignedText.SIGNATURE -> signature;
            default -> null;
        };
    }

    @Override
    public String remoteAddress() {
        return "test";
    }

    @Override
    public byte[] body() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
