package io.ringfence.gateway.http;

import static io.ringfence.gateway.http.Route.roles;
import static io.ringfence.gateway.http.StateEndpoints.ANYONE;

import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.auth.SecurityLog;
import io.ringfence.gateway.json.HeadroomJson;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.json.RequestBody;
import io.ringfence.gateway.json.RiskJson;
import io.ringfence.gateway.json.ScopeKeys;
import io.ringfence.gateway.record.Names;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Kill switches: see, trip, reset. On both ports, so that a flood of orders on one leaves the other free. */
final class RiskEndpoints {
    private static final Set<String> KILL_FIELDS =
            new LinkedHashSet<>(List.of("scope", "key", "level", "cancel", "reason"));
    private static final Set<String> RESET_FIELDS = new LinkedHashSet<>(List.of("scope", "key", "reason"));
    private static final Set<String> DEAD_MAN_FIELDS = new LinkedHashSet<>(List.of("account", "timeout_ms"));
    private static final int MAX_REASON = 255;
    private static final long SHORTEST_TIMEOUT_MS = 1_000;
    private static final long LONGEST_TIMEOUT_MS = 86_400_000;

    private final Commands commands;
    private final Answers answers;
    private final Reads reads;
    private final Approvals approvals;
    private final Supplier<Names> names;

    private final IdempotencyKeys keys;

    RiskEndpoints(
            Commands commands,
            Answers answers,
            Reads reads,
            Approvals approvals,
            IdempotencyKeys keys,
            Supplier<Names> names) {
        this.approvals = approvals;
        this.keys = keys;
        this.commands = commands;
        this.answers = answers;
        this.reads = reads;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/v1/risk/state", ANYONE, this::state, "min_seq"),
                Route.of("GET", "/v1/risk/headroom", ANYONE, this::headroom, "account", "min_seq"),
                Route.of("POST", "/v1/risk/kill", roles(Role.RISK_ADMIN, Role.OPERATOR), keys.once(this::kill))
                        .uncounted(),
                Route.of("POST", "/v1/risk/kill/reset", roles(Role.RISK_ADMIN), keys.once(this::reset)),
                Route.of("POST", "/v1/risk/deadman", roles(Role.TRADER), keys.once(this::deadMan))
                        .uncounted());
    }

    private void state(Call call) {
        reads.ask(
                call, model -> RiskJson.state(model.state(), model.kills(), model.names(), call.credential()::mayUse));
    }

    private void headroom(Call call) {
        Predicate<String> accounts = QueryEndpoints.accounts(call);
        long atNanos = OrderEndpoints.wallNanos();
        reads.ask(call, model -> HeadroomJson.answer(model.state(), model.headroom(), accounts, atNanos));
    }

    private void kill(Call call) {
        RequestBody body = RequestBody.parse(call.body(), KILL_FIELDS);
        ScopeKeys.Target target = target(body);
        String word = Objects.requireNonNullElse(body.text("level"), "halted");
        int level = KillLevel.parse(word);
        if (level != KillLevel.HALTED && level != KillLevel.REDUCE_ONLY) {
            throw RefusedException.malformed("\"level\" must be halted or reduce_only");
        }
        // Who halts wants nothing more to happen, so resting orders go too unless told otherwise.
        boolean cancel = body.has("cancel") ? body.flag("cancel") : level == KillLevel.HALTED;
        String reason = reason(body);
        SecurityLog.administration(call.credential(), "kill", subject(body), reason, call.remoteAddress());
        commands.submitKill(
                call,
                writer -> writer.kill(
                        target.scope(),
                        level,
                        cancel,
                        target.accountId(),
                        target.targetId(),
                        reason,
                        call.credential().name()),
                answers::kill);
    }

    private void reset(Call call) {
        RequestBody body = RequestBody.parse(call.body(), RESET_FIELDS);
        ScopeKeys.Target target = target(body);
        String reason = reason(body);
        approvals.make(
                call,
                "kill_reset",
                subject(body),
                reason,
                (approved, actor) -> commands.submit(
                        approved,
                        CommandClass.CANCEL,
                        writer ->
                                writer.killReset(target.scope(), target.accountId(), target.targetId(), reason, actor),
                        answers::kill));
    }

    /**
     * Arms an account's dead-man timer, anew with each call, or disarms it with 0. When nobody comes back in time, the
     * engine halts the account and cancels its orders; only a risk officer resumes it.
     */
    private void deadMan(Call call) {
        RequestBody body = RequestBody.parse(call.body(), DEAD_MAN_FIELDS);
        if (!body.has("timeout_ms")) {
            throw RefusedException.malformed("\"timeout_ms\" is missing; 0 disarms the timer");
        }
        long timeoutMs = body.integer("timeout_ms", 0, 0, LONGEST_TIMEOUT_MS);
        if (timeoutMs != 0 && timeoutMs < SHORTEST_TIMEOUT_MS) {
            throw RefusedException.malformed("\"timeout_ms\" must be 0, or from " + SHORTEST_TIMEOUT_MS + " to "
                    + LONGEST_TIMEOUT_MS + "; re-arm it two to four times within that");
        }
        int account = OrderEndpoints.knownAccount(
                names.get(), OrderEndpoints.account(call.credential(), body.text("account")));
        long timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        commands.submit(call, CommandClass.CANCEL, writer -> writer.deadMan(account, timeoutNanos), answers::deadMan);
    }

    private static String subject(RequestBody body) {
        String key = body.text("key");
        return key == null ? body.required("scope") : body.required("scope") + " " + key;
    }

    private ScopeKeys.Target target(RequestBody body) {
        String key = Objects.requireNonNullElse(body.text("key"), "");
        return ScopeKeys.parse(body.required("scope"), key, names.get());
    }

    /** Why somebody does what is not undone by itself; never left out. */
    static String reason(RequestBody body) {
        String reason = body.required("reason");
        if (reason.length() > MAX_REASON) {
            throw RefusedException.malformed("\"reason\" has at most " + MAX_REASON + " characters");
        }
        return reason;
    }
}
