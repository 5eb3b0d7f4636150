package io.ringfence.gateway.http;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an endpoint for a caller, whichever way he came in: his role is asked, and every failure is an answer. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private Dispatch() {}

    /** Why this role may not use the route; null when it may. */
    static @Nullable Problem refusal(Route route, Credential credential) {
        return route.roles().contains(credential.role())
                ? null
                : Problem.code(
                        ReasonCode.AUTH_ROLE.number,
                        "The role " + credential.role() + " may not " + route.method() + " " + route.path());
    }

    static void run(Route route, Call call) {
        run(route, call, () -> route.endpoint().handle(call));
    }

    /** The same where there is more to do than the endpoint. */
    static void run(Route route, Call call, Runnable work) {
        try {
            work.run();
        } catch (RefusedException e) {
            call.problem(Problem.of(e));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", route.method(), route.path(), e);
            call.problem(Problem.code(ReasonCode.INTERNAL.number, "The gateway failed; its log says why"));
        }
    }
}
