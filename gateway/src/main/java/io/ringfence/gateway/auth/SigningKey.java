package io.ringfence.gateway.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Someone who may come in by signing, and the Ed25519 public key (RFC 8032) that proves it. */
public record SigningKey(Credential credential, PublicKey publicKey) {
    /** How the value of a public key begins in the key file. */
    public static final String PREFIX = "ed25519:";

    static boolean isText(String value) {
        return value.startsWith(PREFIX);
    }

    /** One line for the key file: the prefix and the X.509 form in URL-safe base64 without padding. */
    public static String text(PublicKey key) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(key.getEncoded());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws GeneralSecurityException when it is no Ed25519 public key
     */
    static PublicKey parse(String text) throws GeneralSecurityException {
        try {
            byte[] encoded = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base64", e);
        }
    }
}
