package io.ringfence.gateway.http;

import static io.ringfence.gateway.http.QueryEndpoints.READERS;
import static io.ringfence.gateway.http.Route.roles;

import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.follower.Follower;
import io.ringfence.gateway.json.AccountsJson;
import io.ringfence.gateway.json.MarketJson;
import io.ringfence.gateway.json.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Positions, accounts, instruments, time, decisions: state, and the record of what led to it. */
final class StateEndpoints {
    /** Every role: what says nothing of an account, or only of the key's own. */
    static final Set<Role> ANYONE =
            roles(Role.VIEWER, Role.TRADER, Role.RISK_ADMIN, Role.AUDITOR, Role.ADMIN, Role.OPERATOR);

    private final Reads reads;
    private final Answers answers;
    private final Follower follower;

    StateEndpoints(Reads reads, Answers answers, Follower follower) {
        this.reads = reads;
        this.answers = answers;
        this.follower = follower;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/v1/positions", READERS, this::positions, "account", "symbol", "min_seq"),
                Route.of("GET", "/v1/accounts/{id}", READERS, this::account, "min_seq"),
                Route.of("GET", "/v1/instruments", ANYONE, this::instruments, "min_seq"),
                Route.of("GET", "/v1/time", ANYONE, this::time),
                Route.of("GET", "/v1/decisions", READERS, this::decisions, "order_id", "min_seq"),
                Route.of("GET", "/v1/decisions/{id}", READERS, this::decision));
    }

    private void positions(Call call) {
        Predicate<String> accounts = QueryEndpoints.accounts(call);
        String symbol = call.query("symbol");
        reads.ask(
                call,
                model ->
                        AccountsJson.positions(model.state(), accounts, name -> symbol == null || symbol.equals(name)));
    }

    private void account(Call call) {
        reads.ask(call, model -> {
            int id = model.names().accountId(call.id());
            if (id < 0 || !call.credential().mayUse(call.id())) {
                throw new RefusedException(404, 1002, "There is no such account");
            }
            return AccountsJson.account(model.state(), model.state().account(id));
        });
    }

    private void instruments(Call call) {
        reads.ask(call, model -> MarketJson.instruments(model.state(), model::score));
    }

    private void time(Call call) {
        call.answer(
                MarketJson.time(OrderEndpoints.wallNanos(), follower.stats().engineTimeNanos(), follower.sequence()));
    }

    /** The decision on an order, and those on its replaces. */
    private void decisions(Call call) {
        long orderId = call.queryNumber("order_id", 0, 1, Long.MAX_VALUE);
        if (orderId == 0) {
            throw RefusedException.malformed("\"order_id\" is missing");
        }
        reads.askThen(call, model -> {
            List<Long> sequences = new ArrayList<>();
            sequences.add(orderId);
            sequences.addAll(QueryEndpoints.visibleOrder(call, model, orderId).laterDecisions);
            answers.decisions(call, sequences, model.sequence());
        });
    }

    private void decision(Call call) {
        String id = call.id();
        if (!id.matches("d-[1-9][0-9]{0,17}")) {
            throw new RefusedException(404, 0, "A decision id looks like d-42");
        }
        answers.decision(call, Long.parseLong(id.substring(2)), follower::names);
    }
}
