package io.ringfence.gateway.auth;

import io.ringfence.engine.gates.ReasonCode;
import org.jspecify.annotations.Nullable;

/** Tells who sends a request. Bearer tokens now; signed requests come in here as well. Safe for any thread. */
public interface Authenticator {
    /** What of a request may prove who sends it. */
    interface Request {
        String method();

        /** As it came over the wire. */
        String rawPathAndQuery();

        @Nullable
        String header(String name);

        /** The source address, without its port. */
        String remoteAddress();

        /** Empty when the request has none. */
        byte[] body();
    }

    /**
     * Either a credential, or the code and the sentence of a refusal.
     *
     * @param retryAfterSeconds for who is locked out; 0 = is not
     */
    record Result(@Nullable Credential credential, int code, String detail, long retryAfterSeconds) {
        public static Result granted(Credential credential) {
            return new Result(credential, 0, "", 0);
        }

        public static Result refused(int code, String detail) {
            return new Result(null, code, detail, 0);
        }

        static Result locked(String detail, long seconds) {
            return new Result(null, ReasonCode.AUTH_NONE.number, detail, seconds);
        }
    }

    Result authenticate(Request request);

    /** Whether a credential that was granted here has not been revoked since. */
    default boolean isLive(Credential credential) {
        return true;
    }
}
