package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.client.ApiClient;
import io.ringfence.ops.client.Body;
import io.ringfence.ops.client.ClientTls;
import io.ringfence.ops.client.Proof;
import io.ringfence.ops.client.SigningFile;
import io.ringfence.ops.client.TokenFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code client ...}: talks to a running core. */
@Command(
        name = "client",
        description = "Talks to a running core. Prints its answer as JSON; exits 1 when it refuses.",
        subcommands = {
            ClientCommand.OrderCommand.class,
            ClientCommand.Cancel.class,
            ClientCommand.Replace.class,
            ClientCommand.Orders.class,
            ClientCommand.Positions.class,
            ClientCommand.Decision.class,
            ClientCommand.Kill.class,
            ClientCommand.Reset.class,
            FixCommand.class,
            WatchCommand.class
        })
final class ClientCommand {
    private ClientCommand() {}

    /** Where the core is, and as whom to talk to it. */
    abstract static class Base implements Callable<Integer> {
        @Option(
                names = "--url",
                defaultValue = "http://127.0.0.1:8080",
                paramLabel = "URL",
                description = "Where the core listens (default: ${DEFAULT-VALUE}).")
        private String url = "";

        @Option(names = "--key", paramLabel = "TOKEN", description = "Bearer token; else one from the data folder.")
        private @Nullable String key;

        @Option(
                names = "--sign-with",
                paramLabel = "FILE",
                description = "Sign the request with this key (keys new --sign FILE) instead of sending a token.")
        private @Nullable Path signWith;

        @Option(names = "--ca", paramLabel = "FILE", description = "PEM file of whom to trust, for an https address.")
        private @Nullable Path authority;

        @Option(
                names = "--certificate",
                paramLabel = "FILE",
                description = "PEM file with certificate and key to show, where the core asks for one.")
        private @Nullable Path certificate;

        @Option(
                names = "--data",
                defaultValue = "data",
                paramLabel = "DIR",
                description = "Data folder with the keys (default: ${DEFAULT-VALUE}).")
        private Path data = Path.of("data");

        @Spec
        private @Nullable CommandSpec spec;

        /** With the given token or signing key, or with the one of this role in the data folder. */
        ApiClient client(String role) {
            return new ApiClient(url, proof(role), ClientTls.of(authority, certificate));
        }

        private Proof proof(String role) {
            if (signWith == null) {
                return Proof.token(key == null ? new TokenFile(data).token(role) : key);
            }
            if (key != null) {
                throw Failure.usage("give --key or --sign-with, not both");
            }
            return SigningFile.read(signWith);
        }

        void print(String line) {
            Streams.out(spec).println(line);
            Streams.out(spec).flush();
        }

        Integer send(String role, String method, String path, @Nullable Body body) {
            ApiClient.Answer answer = client(role).send(method, path, body == null ? null : body.json());
            print(answer.body());
            return answer.isSuccess() ? 0 : refused(answer);
        }

        Integer refused(ApiClient.Answer answer) {
            String detail = Body.field(answer.body(), "detail");
            Streams.err(spec).println("ringfence: refused, " + answer.status() + (detail == null ? "" : ": " + detail));
            return Failure.CHECK_FAILED;
        }

        static String escaped(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    @Command(name = "order", description = "Sends a new order.")
    static final class OrderCommand extends Base {
        @Option(names = "--account", defaultValue = "A1", description = "Account (default: ${DEFAULT-VALUE}).")
        private String account = "";

        @Option(names = "--symbol", required = true, description = "Symbol, such as BTC-USD.")
        private @Nullable String symbol;

        @Option(names = "--side", required = true, description = "buy or sell.")
        private @Nullable String side;

        @Option(names = "--qty", required = true, description = "Quantity.")
        private @Nullable String qty;

        @Option(names = "--type", description = "market, limit, stop, stop_limit; else limit with a price, or market.")
        private @Nullable String type;

        @Option(names = "--limit-price", description = "Limit price.")
        private @Nullable String limitPrice;

        @Option(names = "--stop-price", description = "Stop price.")
        private @Nullable String stopPrice;

        @Option(names = "--tif", description = "day, gtc, ioc, fok, gtd.")
        private @Nullable String timeInForce;

        @Option(names = "--expire-at", description = "RFC 3339 time, for gtd.")
        private @Nullable String expireAt;

        @Option(names = "--strategy", description = "Strategy of the account.")
        private @Nullable String strategy;

        @Option(names = "--post-only", description = "Never take.")
        private boolean postOnly;

        @Option(names = "--reduce-only", description = "Never open.")
        private boolean reduceOnly;

        @Option(names = "--allow-reduce", arity = "1", description = "true or false: may the gates shrink it.")
        private @Nullable Boolean allowReduce;

        @Option(names = "--id", description = "Client order id; made up when absent.")
        private @Nullable String id;

        @Override
        public Integer call() {
            String kind = limitPrice == null ? "market" : "limit";
            Body body = new Body()
                    .with("client_order_id", id == null ? "cli-" + System.currentTimeMillis() : id)
                    .with("account", account)
                    .with("symbol", symbol)
                    .with("side", side)
                    .with("type", type == null ? kind : type)
                    .with("time_in_force", timeInForce)
                    .with("qty", qty)
                    .with("limit_price", limitPrice)
                    .with("stop_price", stopPrice)
                    .with("expire_at", expireAt)
                    .with("strategy", strategy)
                    .with("post_only", postOnly ? true : null)
                    .with("reduce_only", reduceOnly ? true : null)
                    .with("allow_reduce", allowReduce);
            return send("trader." + account, "POST", "/v1/orders", body);
        }
    }

    @Command(name = "cancel", description = "Cancels an order.")
    static final class Cancel extends Base {
        @Parameters(paramLabel = "ORDER_ID", description = "The order.")
        private String order = "";

        @Option(names = "--account", defaultValue = "A1", description = "Account (default: ${DEFAULT-VALUE}).")
        private String account = "";

        @Override
        public Integer call() {
            return send("trader." + account, "DELETE", "/v1/orders/" + escaped(order), null);
        }
    }

    @Command(name = "replace", description = "Changes quantity or prices of an order.")
    static final class Replace extends Base {
        @Parameters(paramLabel = "ORDER_ID", description = "The order.")
        private String order = "";

        @Option(names = "--account", defaultValue = "A1", description = "Account (default: ${DEFAULT-VALUE}).")
        private String account = "";

        @Option(names = "--qty", description = "New total quantity.")
        private @Nullable String qty;

        @Option(names = "--limit-price", description = "New limit price.")
        private @Nullable String limitPrice;

        @Option(names = "--stop-price", description = "New stop price.")
        private @Nullable String stopPrice;

        @Option(names = "--id", description = "Client order id of the request; made up when absent.")
        private @Nullable String id;

        @Override
        public Integer call() {
            Body body = new Body()
                    .with("client_order_id", id == null ? "cli-" + System.currentTimeMillis() : id)
                    .with("qty", qty)
                    .with("limit_price", limitPrice)
                    .with("stop_price", stopPrice);
            return send("trader." + account, "PATCH", "/v1/orders/" + escaped(order), body);
        }
    }

    @Command(name = "orders", description = "Lists orders, or shows one.")
    static final class Orders extends Base {
        @Parameters(arity = "0..1", paramLabel = "ORDER_ID", description = "One order instead of a list.")
        private @Nullable String order;

        @Option(names = "--status", defaultValue = "open", description = "open or closed (default: ${DEFAULT-VALUE}).")
        private String status = "";

        @Override
        public Integer call() {
            String path = order == null ? "?status=" + escaped(status) : "/" + escaped(order);
            return send("viewer", "GET", "/v1/orders" + path, null);
        }
    }

    @Command(name = "positions", description = "Lists positions.")
    static final class Positions extends Base {
        @Option(names = "--account", description = "Of one account only.")
        private @Nullable String account;

        @Override
        public Integer call() {
            String query = account == null ? "" : "?account=" + escaped(account);
            return send("viewer", "GET", "/v1/positions" + query, null);
        }
    }

    @Command(name = "decision", description = "Shows a decision with its eight readings.")
    static final class Decision extends Base {
        @Parameters(paramLabel = "DECISION_ID", description = "Such as d-981.")
        private String decision = "";

        @Override
        public Integer call() {
            return send("auditor", "GET", "/v1/decisions/" + escaped(decision), null);
        }
    }

    @Command(name = "kill", description = "Trips a kill switch.")
    static final class Kill extends Base {
        @Option(
                names = "--scope",
                defaultValue = "global",
                description = "global, account, symbol, strategy, venue, session (default: ${DEFAULT-VALUE}).")
        private String scope = "";

        @Option(names = "--of", paramLabel = "KEY", description = "A1, BTC-USD, A1/s7, as the scope asks.")
        private @Nullable String target;

        @Option(names = "--level", defaultValue = "halted", description = "reduce_only or halted (default: halted).")
        private String level = "";

        @Option(names = "--cancel", description = "Also cancel all open orders of the scope.")
        private boolean cancel;

        @Option(names = "--reason", required = true, description = "Why; it is journaled.")
        private @Nullable String reason;

        @Override
        public Integer call() {
            Body body = new Body()
                    .with("scope", scope)
                    .with("key", target)
                    .with("level", level)
                    .with("cancel", cancel)
                    .with("reason", reason);
            return send("risk_admin", "POST", "/v1/risk/kill", body);
        }
    }

    @Command(name = "reset", description = "Resets a kill switch.")
    static final class Reset extends Base {
        @Option(names = "--scope", defaultValue = "global", description = "As for kill (default: ${DEFAULT-VALUE}).")
        private String scope = "";

        @Option(names = "--of", paramLabel = "KEY", description = "A1, BTC-USD, A1/s7, as the scope asks.")
        private @Nullable String target;

        @Option(names = "--reason", required = true, description = "Why; it is journaled.")
        private @Nullable String reason;

        @Override
        public Integer call() {
            Body body = new Body().with("scope", scope).with("key", target).with("reason", reason);
            return send("risk_admin", "POST", "/v1/risk/kill/reset", body);
        }
    }
}
