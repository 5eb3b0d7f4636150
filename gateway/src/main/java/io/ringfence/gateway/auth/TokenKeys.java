package io.ringfence.gateway.auth;

import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fixed list of tokens by hash. Compares with every one of them, so that time tells nothing. */
public final class TokenKeys implements Keys {
    private final List<Entry> entries;

    /** A credential and the SHA-256 of its token. */
    @SuppressWarnings("ArrayRecordComponent") // written once, handed on, compared in constant time
    public record Entry(Credential credential, byte[] tokenHash) {}

    public TokenKeys(List<Entry> entries) {
        this.entries = List.copyOf(entries);
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
