package io.ringfence.ops.client;

import io.ringfence.gateway.auth.SignedText;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;

/** Signs each request anew, with the time and 144 random bits. */
final class Signer implements Proof {
    private static final int NONCE_BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final String name;
    private final PrivateKey key;

    Signer(String name, PrivateKey key) {
        this.name = name;
        this.key = key;
    }

    @Override
    public void addTo(HttpRequest.Builder request, String method, String rawPathAndQuery, byte[] body) {
        byte[] bits = new byte[NONCE_BYTES];
        random.nextBytes(bits);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        String timestamp = Long.toString(System.currentTimeMillis());
        request.header(SignedText.KEY, name)
                .header(SignedText.TIMESTAMP, timestamp)
                .header(SignedText.NONCE, nonce)
                .header(SignedText.SIGNATURE, sign(SignedText.of(timestamp, nonce, method, rawPathAndQuery, body)));
    }

    private String sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(SignedText.ALGORITHM);
            signature.initSign(key);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
    }
}
