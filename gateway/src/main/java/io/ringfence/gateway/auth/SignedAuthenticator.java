package io.ringfence.gateway.auth;

import io.ringfence.engine.gates.ReasonCode;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests signed with Ed25519 (RFC 8032); see {@link SignedText}. A request is taken once: its timestamp lies within the
 * window, and its nonce is new. What was signed before this start, or may have been, is refused, because the nonces of
 * then are not known any more; so a request can not come in a second time across a restart either.
 */
public final class SignedAuthenticator implements Authenticator {
    /** How far a client's clock may be ahead, in ms. For so long after a start, honest requests are refused too. */
    static final long MAX_AHEAD_MILLIS = 1_000;

    /** How old a request may be, in ms (api.md 2.3). */
    public static final long DEFAULT_WINDOW_MILLIS = 5_000;

    private static final int MAX_NONCES = 50_000;
    private static final int MAX_KEY_NAME = 128;
    private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{12}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    /** 64 bytes in base64 with its padding. */
    private static final int SIGNATURE_LENGTH = 88;

    private final Keys keys;
    private final LongSupplier wallMillis;
    private final long windowMillis;
    private final long startedAtMillis;
    private final int maxNonces;
    private final AtomicLong latestMillis;
    private final ConcurrentMap<String, Nonces> nonces = new ConcurrentHashMap<>();

    public SignedAuthenticator(Keys keys, LongSupplier wallMillis) {
        this(keys, wallMillis, DEFAULT_WINDOW_MILLIS, MAX_NONCES);
    }

    SignedAuthenticator(Keys keys, LongSupplier wallMillis, long windowMillis, int maxNonces) {
        this.keys = keys;
        this.wallMillis = wallMillis;
        this.windowMillis = windowMillis;
        this.maxNonces = maxNonces;
        this.startedAtMillis = wallMillis.getAsLong();
        this.latestMillis = new AtomicLong(startedAtMillis);
    }

    @Override
    public Result authenticate(Request request) {
        String name = request.header(SignedText.KEY);
        String timestamp = request.header(SignedText.TIMESTAMP);
        String nonce = request.header(SignedText.NONCE);
        byte[] signature = signature(request.header(SignedText.SIGNATURE));
        if (name == null || timestamp == null || nonce == null) {
            return Result.refused(
                    ReasonCode.AUTH_NONE.number,
                    "A signed request has X-RF-Key, X-RF-Timestamp, X-RF-Nonce and X-RF-Signature");
        }
        if (!MILLIS.matcher(timestamp).matches()) {
            return Result.refused(ReasonCode.AUTH_TIMESTAMP.number, "X-RF-Timestamp is not a time in milliseconds");
        }
        if (!NONCE.matcher(nonce).matches()) {
            return Result.refused(ReasonCode.AUTH_NONCE.number, "X-RF-Nonce must be 16 to 64 letters, digits, - and _");
        }
        long signedAtMillis = Long.parseLong(timestamp);
        String untimely = untimely(signedAtMillis, nowMillis());
        if (untimely != null) {
            return Result.refused(ReasonCode.AUTH_TIMESTAMP.number, untimely);
        }
        SigningKey key = name.length() > MAX_KEY_NAME ? null : keys.signingKey(name);
        byte[] text = SignedText.of(timestamp, nonce, request.method(), request.rawPathAndQuery(), request.body());
        if (key == null || signature == null || !holds(key.publicKey(), text, signature)) {
            return Result.refused(
                    ReasonCode.AUTH_SIGNATURE.number, "The signature does not hold for this key and request");
        }
        Nonces used = nonces.computeIfAbsent(
                name, unused -> new Nonces(windowMillis + MAX_AHEAD_MILLIS, maxNonces, startedAtMillis));
        return switch (used.add(nonce, this::nowMillis, nowMillis -> untimely(signedAtMillis, nowMillis) == null)) {
            case FIRST -> Result.granted(key.credential());
            case SEEN -> Result.refused(ReasonCode.AUTH_NONCE.number, "The nonce was used already; sign anew");
            case LATE ->
                Result.refused(ReasonCode.AUTH_TIMESTAMP.number, "The request became too old on its way; sign anew");
            case FULL ->
                Result.refused(
                        ReasonCode.AUTH_NONCE.number,
                        "The key was used more than " + maxNonces + " times within its window; send less at once");
        };
    }

    private @Nullable String untimely(long signedAtMillis, long nowMillis) {
        if (signedAtMillis > nowMillis + MAX_AHEAD_MILLIS) {
            return "The request was signed in the future; set the clock";
        }
        if (signedAtMillis <= nowMillis - windowMillis) {
            return "The request was signed more than " + windowMillis + " ms ago; set the clock, or sign anew";
        }
        if (signedAtMillis <= startedAtMillis + MAX_AHEAD_MILLIS) {
            return "The request may have been used before the gateway started; sign anew";
        }
        return null;
    }

    /** A wall clock that is set back must not make old requests valid again. */
    private long nowMillis() {
        return latestMillis.accumulateAndGet(wallMillis.getAsLong(), Math::max);
    }

    /** 64 bytes, or null; only the one way of writing them, so that no other text passes for the same signature. */
    private static byte @Nullable [] signature(@Nullable String text) {
        if (text == null || text.length() != SIGNATURE_LENGTH) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean holds(PublicKey key, byte[] text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(SignedText.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
