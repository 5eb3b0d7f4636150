package io.ringfence.gateway.auth;

import io.ringfence.engine.gates.ReasonCode;
import java.util.List;

/** A token or a signature, never both: with two proofs it would be open whose request this is. */
public final class EitherAuthenticator implements Authenticator {
    private static final List<String> OF_SIGNATURE =
            List.of(SignedText.KEY, SignedText.TIMESTAMP, SignedText.NONCE, SignedText.SIGNATURE);

    private final Authenticator bearer;
    private final Authenticator signed;

    public EitherAuthenticator(Authenticator bearer, Authenticator signed) {
        this.bearer = bearer;
        this.signed = signed;
    }

    @Override
    public boolean isLive(Credential credential) {
        return bearer.isLive(credential);
    }

    @Override
    public Result authenticate(Request request) {
        boolean isSigned = OF_SIGNATURE.stream().anyMatch(name -> request.header(name) != null);
        if (!isSigned) {
            return bearer.authenticate(request);
        }
        if (request.header("Authorization") != null) {
            return Result.refused(ReasonCode.AUTH_NONE.number, "Send a token or a signature, not both");
        }
        return signed.authenticate(request);
    }
}
