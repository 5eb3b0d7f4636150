package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.client.FixClient;
import io.ringfence.ops.client.TokenFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import quickfix.Message;

/** {@code client fix}: an order over FIX. */
@Command(
        name = "fix",
        description = {
            "Sends an order over FIX 4.4 and prints the reports as they come, a bar between fields.",
            "Without an order it logs on and prints what the session has for it. Exits 1 when the order is refused."
        })
final class FixCommand implements Callable<Integer> {
    @Option(
            names = "--connect",
            defaultValue = "127.0.0.1:9880",
            paramLabel = "HOST:PORT",
            description = "Where FIX listens (default: ${DEFAULT-VALUE}).")
    private String connect = "";

    @Option(names = "--sender", defaultValue = "A1", description = "SenderCompID (default: ${DEFAULT-VALUE}).")
    private String sender = "";

    @Option(names = "--target", defaultValue = "RINGFENCE", description = "TargetCompID (default: ${DEFAULT-VALUE}).")
    private String target = "";

    @Option(names = "--account", defaultValue = "A1", description = "Account (default: ${DEFAULT-VALUE}).")
    private String account = "";

    @Option(names = "--key", paramLabel = "TOKEN", description = "Token of trader.ACCOUNT; else from the data folder.")
    private @Nullable String key;

    @Option(
            names = "--data",
            defaultValue = "data",
            paramLabel = "DIR",
            description =
                    "Data folder with the keys; the session's numbers are kept in it (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--symbol", description = "Symbol, such as BTC-USD.")
    private @Nullable String symbol;

    @Option(names = "--side", description = "buy or sell.")
    private @Nullable String side;

    @Option(names = "--qty", description = "Quantity.")
    private @Nullable String qty;

    @Option(names = "--limit-price", description = "Limit price; absent = a market order.")
    private @Nullable String limitPrice;

    @Option(names = "--id", description = "ClOrdID; made up when absent.")
    private @Nullable String id;

    @Option(
            names = "--wait",
            defaultValue = "1000",
            paramLabel = "MS",
            description = "End when nothing came for so long (default: ${DEFAULT-VALUE}).")
    private long waitMillis;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Map<Integer, String> order = symbol == null ? Map.of() : order(symbol);
        String keyName = "trader." + account;
        String token = key == null ? new TokenFile(data).token(keyName) : key;
        int colon = connect.lastIndexOf(':');
        if (colon < 1 || !connect.substring(colon + 1).matches("\\d{1,5}")) {
            throw Failure.usage("--connect takes HOST:PORT, and " + connect + " is none");
        }
        FixClient.Peer peer = new FixClient.Peer(
                connect.substring(0, colon),
                Integer.parseInt(connect.substring(colon + 1)),
                sender,
                target,
                keyName,
                token,
                data.resolve("fix-client"));
        try (FixClient client = new FixClient(peer)) {
            client.logOn();
            if (!order.isEmpty()) {
                client.send("D", order);
            }
            return print(client, order.getOrDefault(11, ""));
        }
    }

    private Map<Integer, String> order(String ofSymbol) {
        if (side == null || qty == null || !(side.equals("buy") || side.equals("sell"))) {
            throw Failure.usage("an order needs --symbol, --side buy or sell, and --qty");
        }
        Map<Integer, String> order = new LinkedHashMap<>();
        order.put(11, id == null ? "fix-" + System.currentTimeMillis() : id);
        order.put(1, account);
        order.put(55, ofSymbol);
        order.put(54, side.equals("buy") ? "1" : "2");
        order.put(38, qty);
        order.put(40, limitPrice == null ? "1" : "2");
        if (limitPrice != null) {
            order.put(44, limitPrice);
        }
        order.put(59, limitPrice == null ? "0" : "1");
        return order;
    }

    private Integer print(FixClient client, String orderId) throws InterruptedException {
        int exit = 0;
        for (Message message = client.next(waitMillis); message != null; message = client.next(waitMillis)) {
            Streams.out(spec).println(FixClient.show(message));
            Streams.out(spec).flush();
            boolean ours = FixClient.field(message, 11).equals(orderId);
            exit = ours && FixClient.field(message, 150).equals("8") ? Failure.CHECK_FAILED : exit;
        }
        return exit;
    }
}
