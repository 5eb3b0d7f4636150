package io.ringfence.gateway.http;

import static io.ringfence.gateway.http.Route.roles;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.auth.SecurityLog;
import io.ringfence.gateway.json.ApprovalsJson;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.json.RequestBody;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What lets more risk in may need two persons (api.md 2.3): one asks, another approves, and the journal has both as the
 * actor. What waits is kept in memory and for a quarter of an hour; a restart forgets it, and nothing was done. Safe for
 * any thread.
 */
final class Approvals {
    private static final long PATIENCE_NANOS = 900_000_000_000L;
    private static final int MOST = 100;
    private static final Set<String> FIELDS = new LinkedHashSet<>(List.of("reason"));

    /** Does what was asked for, and answers the call. */
    interface Change {
        void make(Call call, String actor);
    }

    private record Waiting(ApprovalsJson.Pending what, Credential requester, Change change) {}

    private final boolean twoPersons;
    private final Predicate<Credential> live;
    private final IdempotencyKeys keys;
    private final Map<Long, Waiting> waiting = new TreeMap<>();
    private long lastId;

    Approvals(boolean twoPersons, Predicate<Credential> live, IdempotencyKeys keys) {
        this.twoPersons = twoPersons;
        this.live = live;
        this.keys = keys;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/v1/risk/approvals", roles(Role.RISK_ADMIN, Role.AUDITOR), this::list),
                Route.of("POST", "/v1/risk/approvals/{id}", roles(Role.RISK_ADMIN), keys.once(this::approve)),
                Route.of("DELETE", "/v1/risk/approvals/{id}", roles(Role.RISK_ADMIN), this::withdraw));
    }

    /** Makes the change, or has it wait for a second person and answers 202. */
    void make(Call call, String action, String subject, String reason, Change change) {
        String requester = call.credential().name();
        if (!twoPersons) {
            SecurityLog.administration(call.credential(), action, subject, reason, call.remoteAddress());
            change.make(call, requester);
            return;
        }
        long now = OrderEndpoints.wallNanos();
        ApprovalsJson.Pending pending;
        synchronized (this) {
            expire(now);
            if (waiting.size() >= MOST) {
                call.problem(Problem.code(
                        ReasonCode.BACKPRESSURE.number, "Already " + MOST + " changes wait for a second person"));
                return;
            }
            pending =
                    new ApprovalsJson.Pending(++lastId, action, subject, reason, requester, now, now + PATIENCE_NANOS);
            waiting.put(lastId, new Waiting(pending, call.credential(), change));
        }
        SecurityLog.administration(call.credential(), action + "_requested", subject, reason, call.remoteAddress());
        // Sent again with its idempotency key it must not wait twice.
        call.published(true);
        call.answer(ApprovalsJson.waiting(pending));
    }

    private void expire(long now) {
        // What a key asked for that has been revoked since is not asked for any more.
        waiting.values().removeIf(one -> one.what().expiresAtNanos() <= now || !live.test(one.requester()));
    }

    private synchronized void list(Call call) {
        expire(OrderEndpoints.wallNanos());
        call.answer(
                ApprovalsJson.list(waiting.values().stream().map(Waiting::what).toList()));
    }

    private void approve(Call call) {
        String reason = RiskEndpoints.reason(RequestBody.parse(call.body(), FIELDS));
        Credential second = call.credential();
        Waiting one = take(call.id(), second);
        ApprovalsJson.Pending what = one.what();
        SecurityLog.administration(second, what.action() + "_approved", what.subject(), reason, call.remoteAddress());
        one.change().make(call, what.requester() + " and " + second.name());
    }

    private void withdraw(Call call) {
        Waiting one = take(call.id(), null);
        ApprovalsJson.Pending what = one.what();
        SecurityLog.administration(
                call.credential(), what.action() + "_withdrawn", what.subject(), "", call.remoteAddress());
        call.answer(ApprovalsJson.list(List.of(what)));
    }

    /** Takes what waits out, for the person who approves it or, with null, to drop it. */
    private synchronized Waiting take(String id, @Nullable Credential second) {
        expire(OrderEndpoints.wallNanos());
        Waiting one = id.matches("[0-9]{1,18}") ? waiting.get(Long.parseLong(id)) : null;
        if (one == null) {
            throw new RefusedException(
                    404,
                    0,
                    "No such change waits; it was made, withdrawn, is older than a quarter of an hour, or its key was"
                            + " revoked");
        }
        if (second != null && one.what().requester().equals(second.name())) {
            throw new RefusedException(
                    403, ReasonCode.AUTH_ROLE.number, "It takes a second person: who asked for it can not approve it");
        }
        waiting.remove(one.what().id());
        return one;
    }
}
