package io.ringfence.gateway.auth;

import org.jspecify.annotations.Nullable;

/** The credentials that are known. Safe for any thread. */
public interface Keys {
    /** The credential whose token has this SHA-256, or null. Takes the same time for every hash. */
    @Nullable
    Credential byTokenHash(byte[] sha256);

    /** The key that signs under this name, or null; a name is no secret. */
    @Nullable
    SigningKey signingKey(String name);

    /** Whether a credential that these keys gave out is still one; a connection of one that is not must end. */
    default boolean isLive(Credential credential) {
        return true;
    }
}
