package io.ringfence.gateway.auth;

import io.ringfence.engine.gates.ReasonCode;
import org.jspecify.annotations.Nullable;

/** {@code Authorization: Bearer rf_...} */
public final class BearerAuthenticator implements Authenticator {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_TOKEN = 128;

    private final Keys keys;

    public BearerAuthenticator(Keys keys) {
        this.keys = keys;
    }

    @Override
    public boolean isLive(Credential credential) {
        return keys.isLive(credential);
    }

    @Override
    public Result authenticate(Request request) {
        String token = token(request.header("Authorization"));
        if (token == null) {
            return Result.refused(ReasonCode.AUTH_NONE.number, "Send a token: Authorization: Bearer rf_...");
        }
        Credential credential = keys.byTokenHash(Tokens.hash(token));
        if (credential == null) {
            return Result.refused(ReasonCode.AUTH_NONE.number, "The token is not known");
        }
        return Result.granted(credential);
    }

    private static @Nullable String token(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = header.substring(SCHEME.length()).trim();
        return token.startsWith(Tokens.PREFIX) && token.length() <= MAX_TOKEN ? token : null;
    }
}
