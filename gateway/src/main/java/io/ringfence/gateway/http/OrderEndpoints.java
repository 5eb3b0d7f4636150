package io.ringfence.gateway.http;

import static io.ringfence.gateway.http.Route.roles;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.auth.Role;
import io.ringfence.gateway.json.Enums;
import io.ringfence.gateway.json.OrderRequest;
import io.ringfence.gateway.json.RefusedException;
import io.ringfence.gateway.json.RequestBody;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderView;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Orders in: new, cancel, replace, mass cancel. */
final class OrderEndpoints {
    private final Commands commands;
    private final Answers answers;
    private final Reads reads;
    private final Supplier<Names> names;

    OrderEndpoints(Commands commands, Answers answers, Reads reads, Supplier<Names> names) {
        this.commands = commands;
        this.answers = answers;
        this.reads = reads;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/v1/orders", roles(Role.TRADER), this::create),
                Route.of("PATCH", "/v1/orders/{id}", roles(Role.TRADER), this::replace));
    }

    /** What only takes risk away; on both ports. */
    List<Route> cancels() {
        return List.of(
                Route.of("DELETE", "/v1/orders", roles(Role.TRADER), this::massCancel, "account", "symbol", "side")
                        .uncounted(),
                Route.of("DELETE", "/v1/orders/{id}", roles(Role.TRADER), this::cancel)
                        .uncounted());
    }

    private void create(Call call) {
        RequestBody body = OrderRequest.parseOrder(call.body());
        OrderRequest.requireClientOrderId(body);
        Preference.read(call);
        String account = account(call.credential(), body.text("account"));
        long receivedAtNanos = wallNanos();
        commands.submit(
                call,
                CommandClass.ORDER,
                writer -> OrderRequest.encodeOrder(body, account, names.get(), writer, receivedAtNanos),
                answers::newOrder);
    }

    private void massCancel(Call call) {
        Names known = names.get();
        String asked = call.query("account");
        boolean all = asked == null && call.credential().hasAllAccounts();
        int account = all ? -1 : knownAccount(known, account(call.credential(), asked));
        String symbol = call.query("symbol");
        int symbolId = symbol == null ? -1 : known.symbolId(symbol);
        if (symbol != null && symbolId < 0) {
            throw new RefusedException(404, ReasonCode.UNKNOWN_SYMBOL.number, "There is no symbol \"" + symbol + "\"");
        }
        String side = call.query("side");
        byte sideId = side == null ? -1 : Enums.side(side);
        if (sideId == Enums.UNKNOWN) {
            throw new RefusedException(400, ReasonCode.SIDE.number, "side must be buy or sell");
        }
        commands.submit(
                call,
                CommandClass.CANCEL,
                writer -> writer.massCancel(account, symbolId, -1, sideId, -1, ""),
                answers::massCancel);
    }

    static int knownAccount(Names known, String account) {
        int id = known.accountId(account);
        if (id < 0) {
            throw new RefusedException(
                    404, ReasonCode.UNKNOWN_ACCOUNT.number, "There is no account \"" + account + "\"");
        }
        return id;
    }

    private void cancel(Call call) {
        long orderId = orderId(call);
        withAccount(
                call,
                orderId,
                account -> commands.submit(
                        call,
                        CommandClass.CANCEL,
                        writer -> writer.cancel(account, -1, orderId, "", ""),
                        answers::cancel));
    }

    private void replace(Call call) {
        RequestBody body = OrderRequest.parseReplace(call.body());
        Preference.read(call);
        long orderId = orderId(call);
        withAccount(
                call,
                orderId,
                account -> commands.submit(
                        call,
                        CommandClass.ORDER,
                        writer -> OrderRequest.encodeReplace(body, account, orderId, writer),
                        answers::replace));
    }

    private interface WithAccount {
        void run(int accountId);
    }

    /**
     * The account to act for. A key of one account names it, and the engine checks that the order is of that account; a
     * key of several needs the order looked up first.
     */
    private void withAccount(Call call, long orderId, WithAccount next) {
        Credential credential = call.credential();
        if (credential.accounts().size() == 1) {
            next.run(knownAccount(names.get(), credential.accounts().iterator().next()));
            return;
        }
        reads.askThen(call, model -> {
            OrderView order = model.orders().find(orderId);
            String account = order == null ? null : names.get().account(order.accountId);
            if (order == null || account == null || !credential.mayUse(account)) {
                throw unknownOrder();
            }
            next.run(order.accountId);
        });
    }

    static RefusedException unknownOrder() {
        return new RefusedException(404, ReasonCode.UNKNOWN_ORDER.number, "There is no such order");
    }

    static long orderId(Call call) {
        try {
            long id = Long.parseLong(call.id());
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // an id of ours is a number; whatever else this is, no order has it
        }
        throw unknownOrder();
    }

    /** The account named, or the only one that the key has. */
    static String account(Credential credential, @Nullable String named) {
        if (named == null) {
            if (credential.accounts().size() != 1) {
                throw RefusedException.malformed("\"account\" is missing");
            }
            return credential.accounts().iterator().next();
        }
        if (!credential.mayUse(named)) {
            throw new RefusedException(
                    403, ReasonCode.AUTH_ACCOUNT.number, "The key is not granted account \"" + named + "\"");
        }
        return named;
    }

    static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
