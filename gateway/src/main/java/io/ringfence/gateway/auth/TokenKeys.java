package io.ringfence.gateway.auth;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fixed list of keys. A token is compared with every hash there is, so that time tells nothing; a signing key is found
 * by its name, which is no secret.
 */
public final class TokenKeys implements Keys {
    private final List<Entry> entries;
    private final Map<String, SigningKey> signers;

    /** A credential and the SHA-256 of its token. */
    @SuppressWarnings("ArrayRecordComponent") // written once, handed on, compared in constant time
    public record Entry(Credential credential, byte[] tokenHash) {}

    public TokenKeys(List<Entry> entries) {
        this(entries, List.of());
    }

    public TokenKeys(List<Entry> entries, List<SigningKey> signers) {
        this.entries = List.copyOf(entries);
        this.signers = signers.stream()
                .collect(Collectors.toUnmodifiableMap(key -> key.credential().name(), key -> key));
    }

    @Override
    public @Nullable SigningKey signingKey(String name) {
        return signers.get(name);
    }

    @Override
    public @Nullable Credential byTokenHash(byte[] sha256) {
        Credential found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.tokenHash(), sha256)) {
                found = entry.credential();
            }
        }
        return found;
    }
}
