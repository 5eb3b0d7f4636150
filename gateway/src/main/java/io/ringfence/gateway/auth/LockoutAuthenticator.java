package io.ringfence.gateway.auth;

import io.ringfence.engine.gates.ReasonCode;

/**
 * Makes guessing slow (api.md 2.3). A signed request of a pair of key and address that is locked out is not looked at. A
 * token says nothing of whose it claims to be before it is known: unknown ones are counted for their address alone, and
 * one that is known is let in all the same, so that a guesser does not lock out who shares his address. Failures are
 * told to the security log here, and not while they are locked out, so that a guesser does not fill it.
 */
public final class LockoutAuthenticator implements Authenticator {
    private static final String UNKNOWN_TOKEN = "(token)";
    private static final int MOST_NAME = 128;

    private final Authenticator authenticator;
    private final Lockout lockout;

    public LockoutAuthenticator(Authenticator authenticator, Lockout lockout) {
        this.authenticator = authenticator;
        this.lockout = lockout;
    }

    @Override
    public boolean isLive(Credential credential) {
        return authenticator.isLive(credential);
    }

    @Override
    public Result authenticate(Request request) {
        String claimed = request.header(SignedText.KEY);
        Lockout.Pair pair =
                new Lockout.Pair(claimed == null ? UNKNOWN_TOKEN : shortened(claimed), request.remoteAddress());
        long seconds = lockout.lockedSeconds(pair);
        if (claimed != null && seconds > 0) {
            return locked(seconds);
        }
        Result result = authenticator.authenticate(request);
        if (result.credential() != null) {
            if (claimed != null) {
                lockout.succeeded(pair);
            }
            return result;
        }
        if (seconds > 0) {
            return locked(seconds);
        }
        SecurityLog.authenticationFailed(
                claimed == null ? "token" : "signature", pair.key(), pair.source(), result.code());
        if (isGuess(request, result.code())) {
            long from = lockout.failed(pair);
            if (from > 0) {
                SecurityLog.lockedOut(pair.key(), pair.source(), from);
            }
        }
        return result;
    }

    /** Somebody's clock that is wrong, or a request without any proof, is no guess. */
    private static boolean isGuess(Request request, int code) {
        boolean unknownToken = code == ReasonCode.AUTH_NONE.number && request.header("Authorization") != null;
        return unknownToken || code == ReasonCode.AUTH_SIGNATURE.number;
    }

    private static String shortened(String name) {
        return name.length() <= MOST_NAME ? name : name.substring(0, MOST_NAME);
    }

    private static Result locked(long seconds) {
        return Result.locked("Too many failures from this address; wait " + seconds + " s", seconds);
    }
}
