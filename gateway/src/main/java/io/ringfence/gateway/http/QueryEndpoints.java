package io.ringfence.gateway.http;

import static io.ringfence.gateway.http.Route.roles;

import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.follower.OrderHistory;
import io.ringfence.gateway.follower.ReadModel;
import io.ringfence.gateway.json.Listings;
import io.ringfence.gateway.json.OrderRequest;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderView;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Questions that the read model answers. Everyone sees the accounts that the key grants, and no others. */
final class QueryEndpoints {
    static final Set<Role> READERS = roles(Role.VIEWER, Role.TRADER, Role.RISK_ADMIN, Role.AUDITOR, Role.ADMIN);
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final Reads reads;
    private final String mode;

    QueryEndpoints(Reads reads, String mode) {
        this.reads = reads;
        this.mode = mode;
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "GET",
                        "/v1/orders",
                        READERS,
                        this::orders,
                        "status",
                        "symbol",
                        "account",
                        "after",
                        "limit",
                        "cursor",
                        "min_seq"),
                Route.of("GET", "/v1/orders/{id}", READERS, this::order, "min_seq"),
                Route.of(
                        "GET",
                        "/v1/orders:by_client_order_id",
                        READERS,
                        this::byClientOrderId,
                        "client_order_id",
                        "account",
                        "min_seq"),
                Route.of("GET", "/v1/orders/{id}/executions", READERS, this::orderExecutions, "min_seq"),
                Route.of(
                        "GET",
                        "/v1/executions",
                        READERS,
                        this::executions,
                        "account",
                        "symbol",
                        "after",
                        "limit",
                        "min_seq"));
    }

    private void orders(Call call) {
        OrderHistory.Which which = which(call.query("status"));
        String symbol = call.query("symbol");
        Predicate<String> accounts = accounts(call);
        long after = call.queryNumber("after", 0, 0, Long.MAX_VALUE);
        long before = call.queryNumber("cursor", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        int limit = limit(call);
        if (after >= before) {
            throw RefusedException.malformed("\"after\" must be below \"cursor\"");
        }
        reads.ask(call, model -> {
            Names names = model.names();
            Predicate<OrderView> matches = order -> visible(names.account(order.accountId), accounts, call)
                    && (symbol == null || symbol.equals(names.symbol(order.symbolId)));
            List<OrderView> found = model.orders().list(which, after, before, limit, matches);
            return Listings.orders(found, limit, names, mode, model.sequence());
        });
    }

    private static OrderHistory.Which which(@Nullable String status) {
        if (status == null) {
            return OrderHistory.Which.ALL;
        }
        return switch (status) {
            case "open", "closed", "all" -> OrderHistory.Which.valueOf(status.toUpperCase(Locale.ROOT));
            default -> throw RefusedException.malformed("\"status\" must be open, closed or all");
        };
    }

    private static int limit(Call call) {
        return (int) call.queryNumber("limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    }

    private void order(Call call) {
        long orderId = OrderEndpoints.orderId(call);
        reads.ask(
                call,
                model -> Listings.order(visibleOrder(call, model, orderId), model.names(), mode, model.sequence()));
    }

    private void byClientOrderId(Call call) {
        String clientOrderId = OrderRequest.clientOrderId(call.query("client_order_id"));
        if (clientOrderId.isEmpty()) {
            throw RefusedException.malformed("\"client_order_id\" is missing");
        }
        String account = OrderEndpoints.account(call.credential(), call.query("account"));
        reads.ask(call, model -> {
            OrderView order = model.orders().find(model.names().accountId(account), clientOrderId);
            if (order == null) {
                throw OrderEndpoints.unknownOrder();
            }
            return Listings.order(order, model.names(), mode, model.sequence());
        });
    }

    private void orderExecutions(Call call) {
        long orderId = OrderEndpoints.orderId(call);
        reads.ask(call, model -> {
            OrderView order = visibleOrder(call, model, orderId);
            return Listings.executions(
                    model.orders().fills(0, Integer.MAX_VALUE, fill -> fill.orderId() == order.orderId),
                    Integer.MAX_VALUE,
                    model.names(),
                    model.sequence());
        });
    }

    private void executions(Call call) {
        String symbol = call.query("symbol");
        Predicate<String> accounts = accounts(call);
        long after = call.queryNumber("after", 0, 0, Long.MAX_VALUE);
        int limit = limit(call);
        reads.ask(call, model -> {
            Names names = model.names();
            return Listings.executions(
                    model.orders()
                            .fills(
                                    after,
                                    limit,
                                    fill -> visible(names.account(fill.accountId()), accounts, call)
                                            && (symbol == null || symbol.equals(names.symbol(fill.symbolId())))),
                    limit,
                    names,
                    model.sequence());
        });
    }

    /** The order, if the key may see it; to everybody else it does not exist. */
    /** The order, if it is one that the caller may see. */
    static OrderView visibleOrder(Call call, ReadModel model, long orderId) {
        OrderView order = model.orders().find(orderId);
        if (order == null || !visible(model.names().account(order.accountId), name -> true, call)) {
            throw OrderEndpoints.unknownOrder();
        }
        return order;
    }

    /** Orders that named an account that does not exist are for those who see all accounts. */
    private static boolean visible(@Nullable String account, Predicate<String> asked, Call call) {
        Credential credential = call.credential();
        return account == null ? credential.hasAllAccounts() : credential.mayUse(account) && asked.test(account);
    }

    static Predicate<String> accounts(Call call) {
        String asked = call.query("account");
        if (asked == null) {
            return call.credential()::mayUse;
        }
        String account = OrderEndpoints.account(call.credential(), asked);
        return account::equals;
    }
}
