package io.ringfence.gateway.http;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.gateway.json.ProblemTypes;
import io.ringfence.gateway.json.RefusedException;
import java.util.List;
import java.util.Set;

/** What the type of a problem leads to: the code's name, title and status. Public, as documentation is. */
final class ProblemEndpoint {
    List<Route> routes() {
        return List.of(Route.of("GET", "/problems/{id}", Set.of(), ProblemEndpoint::describe));
    }

    private static void describe(Call call) {
        ReasonCode code = call.id().matches("[0-9]{3,4}") ? ReasonCode.of(Integer.parseInt(call.id())) : null;
        if (code == null) {
            throw new RefusedException(404, 0, "There is no such problem type");
        }
        call.answer(ProblemTypes.describe(code));
    }
}
