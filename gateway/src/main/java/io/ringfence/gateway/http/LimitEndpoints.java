package io.ringfence.gateway.http;

import static io.ringfence.gateway.http.Route.roles;
import static io.ringfence.gateway.http.StateEndpoints.ANYONE;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.state.EngineState;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.auth.SecurityLog;
import io.ringfence.gateway.follower.ReadModel;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.LimitsJson;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.json.RequestBody;
import io.ringfence.gateway.limits.LimitChange;
import io.ringfence.gateway.limits.LimitTarget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits: read with their version, changed by who names that version, so that nobody overwrites what he has not seen.
 * The engine compares the version again, and sets all rows or none.
 */
final class LimitEndpoints {
    private static final Set<String> FIELDS = new LinkedHashSet<>(List.of("scope", "key", "reason", "limits"));
    private static final Set<String> OBJECTS = Set.of("limits");

    private final Commands commands;
    private final Answers answers;
    private final Reads reads;
    private final Approvals approvals;
    private final boolean mayLoosen;

    LimitEndpoints(Commands commands, Answers answers, Reads reads, Approvals approvals, boolean mayLoosen) {
        this.approvals = approvals;
        this.commands = commands;
        this.answers = answers;
        this.reads = reads;
        this.mayLoosen = mayLoosen;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/v1/risk/limits", ANYONE, this::limits, "scope", "key", "min_seq"),
                Route.of("PUT", "/v1/risk/limits", roles(Role.RISK_ADMIN), this::change, "min_seq"));
    }

    private void limits(Call call) {
        String scope = call.query("scope");
        String key = call.query("key");
        if (scope == null && key != null) {
            throw RefusedException.malformed("\"key\" is of no use without \"scope\"");
        }
        reads.ask(call, model -> {
            EngineState state = model.state();
            if (scope == null) {
                return LimitsJson.all(state, visible(state, call.credential()));
            }
            LimitTarget target = target(state, call.credential(), scope, Objects.requireNonNullElse(key, ""));
            return LimitsJson.one(state, target);
        });
    }

    private void change(Call call) {
        RequestBody body = RequestBody.parse(call.body(), FIELDS, OBJECTS);
        String scope = body.required("scope");
        String key = Objects.requireNonNullElse(body.text("key"), "");
        String reason = RiskEndpoints.reason(body);
        Map<String, @Nullable String> asked = body.texts("limits");
        long version = version(call);
        Wanted wanted = new Wanted(scope, key, version, asked, reason);
        reads.askThen(call, model -> change(call, model, wanted));
    }

    /** What somebody asks for, decided on a version. */
    private record Wanted(String scope, String key, long version, Map<String, @Nullable String> rows, String reason) {}

    private void change(Call call, ReadModel model, Wanted wanted) {
        LimitTarget target = ownTarget(call, model, wanted);
        if (target.limits().version() != wanted.version()) {
            stale(call, wanted.version());
            return;
        }
        LimitChange change = LimitChange.of(model.state(), target, wanted.rows());
        if (!change.loosens()) {
            SecurityLog.administration(
                    call.credential(), "limits_change", subject(wanted), wanted.reason(), call.remoteAddress());
            send(call, target, change, wanted, call.credential().name());
        } else if (mayLoosen) {
            // Looked at again when it is approved: the version may be another one then.
            approvals.make(
                    call,
                    "limits_change",
                    subject(wanted),
                    wanted.reason(),
                    (approved, actor) -> reads.askThen(approved, later -> apply(approved, later, wanted, actor)));
        } else {
            throw new RefusedException(
                    403,
                    0,
                    "This change loosens " + change.loosened() + "; gateway.limits.loosening is \"refused\", so a"
                            + " limit is loosened by the configuration file and a restart");
        }
    }

    private static String subject(Wanted wanted) {
        return (wanted.scope() + " " + wanted.key()).trim();
    }

    private static LimitTarget ownTarget(Call call, ReadModel model, Wanted wanted) {
        LimitTarget target = target(model.state(), call.credential(), wanted.scope(), wanted.key());
        if (target.account(model.state()) == null && !call.credential().hasAllAccounts()) {
            throw new RefusedException(403, 0, "This key may only change limits of its own accounts");
        }
        return target;
    }

    private void apply(Call call, ReadModel model, Wanted wanted, String actor) {
        LimitTarget target = ownTarget(call, model, wanted);
        if (target.limits().version() != wanted.version()) {
            stale(call, wanted.version());
            return;
        }
        send(call, target, LimitChange.of(model.state(), target, wanted.rows()), wanted, actor);
    }

    private void send(Call call, LimitTarget target, LimitChange change, Wanted wanted, String actor) {
        commands.submit(
                call,
                CommandClass.CANCEL,
                writer -> writer.setLimits(
                        target.scope(),
                        target.accountId(),
                        target.targetId(),
                        wanted.version(),
                        change.rows(),
                        wanted.reason(),
                        actor),
                (answered, record) -> {
                    Answer answer = answers.limits(record, target, change);
                    if (answer == null) {
                        stale(answered, wanted.version());
                    } else {
                        answered.answer(answer);
                    }
                });
    }

    private static void stale(Call call, long version) {
        call.problem(Problem.http(
                412, "The limits are not at version " + version + " any more; read them again, then decide again"));
    }

    /** The version that the change was made for. */
    private static long version(Call call) {
        String tag = call.header("If-Match");
        if (tag == null) {
            throw new RefusedException(
                    428, 0, "If-Match is missing; it names the version that GET /v1/risk/limits told, like \"12\"");
        }
        if (!tag.matches("\"[0-9]{1,18}\"")) {
            throw RefusedException.malformed("If-Match must be one version in double quotes, like \"12\"");
        }
        return Long.parseLong(tag.substring(1, tag.length() - 1));
    }

    private static List<LimitTarget> visible(EngineState state, Credential credential) {
        return LimitTarget.all(state).stream()
                .filter(target -> mayRead(state, credential, target))
                .toList();
    }

    /** What concerns everybody is shown to everybody; a group says who is in it. */
    private static boolean mayRead(EngineState state, Credential credential, LimitTarget target) {
        String account = target.account(state);
        return account != null
                ? credential.mayUse(account)
                : target.scope() == Scope.GLOBAL || credential.hasAllAccounts();
    }

    private static LimitTarget target(EngineState state, Credential credential, String scope, String key) {
        int wanted = Scope.parse(scope);
        if (wanted != Scope.GLOBAL && wanted != Scope.GROUP && wanted != Scope.ACCOUNT && wanted != Scope.STRATEGY) {
            throw RefusedException.malformed("\"scope\" must be global, group, account or strategy");
        }
        for (LimitTarget target : visible(state, credential)) {
            if (target.scope() == wanted && target.key().equals(key)) {
                return target;
            }
        }
        throw new RefusedException(404, 0, "There is no " + scope + " \"" + key + "\" with limits");
    }
}
