package io.ringfence.gateway.http;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.gateway.auth.Authenticator;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.SecurityLog;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an endpoint for a caller, whichever way he came in: his role is asked, and every failure is an answer. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private Dispatch() {}

    /** Lets a role use the route, or answers that it may not. */
    static boolean admits(Route route, Credential credential, Call call) {
        if (route.roles().contains(credential.role())) {
            return true;
        }
        String asked = route.method() + " " + route.path();
        SecurityLog.roleViolation(credential, asked, call.remoteAddress());
        call.problem(Problem.code(ReasonCode.AUTH_ROLE.number, "The role " + credential.role() + " may not " + asked));
        return false;
    }

    /**
     * Takes a request from the key's bucket, or answers that it is empty. What only takes risk away is never counted: who
     * asks too much may still cancel and stop.
     */
    static boolean counts(Route route, Credential credential, Call call, RateLimits limits) {
        if (!route.counted() || limits.take(credential.id())) {
            return true;
        }
        Problem problem = Problem.code(
                ReasonCode.THROTTLE_SESSION.number,
                "More than " + limits.perSecond()
                        + " requests a second of this key; cancels and the kill switch are open");
        call.answer(call.rendered(problem)
                .withHeader("X-RateLimit-Limit", Long.toString(limits.perSecond()))
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", "1"));
        return false;
    }

    /** Answers somebody who has not proved who he is. */
    static void refuse(Call call, Authenticator.Result result) {
        if (result.retryAfterSeconds() == 0) {
            call.problem(Problem.code(result.code(), result.detail()));
        } else {
            call.answer(call.rendered(Problem.of(429, result.code(), result.detail()))
                    .withHeader("Retry-After", Long.toString(result.retryAfterSeconds())));
        }
    }

    /**
     * Does the work of a call.
     *
     * @param what is asked, for the log
     */
    static void run(String what, Call call, Runnable work) {
        try {
            work.run();
        } catch (RefusedException e) {
            call.problem(Problem.of(e));
        } catch (RuntimeException e) {
            LOG.error("{} failed", what, e);
            call.problem(Problem.code(ReasonCode.INTERNAL.number, "The gateway failed; its log says why"));
        }
    }
}
