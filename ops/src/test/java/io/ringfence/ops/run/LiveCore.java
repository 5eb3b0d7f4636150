package io.ringfence.ops.run;

import static org.awaitility.Awaitility.await;

import io.ringfence.ops.client.ApiClient;
import io.ringfence.ops.client.Body;
import io.ringfence.ops.client.Proof;
import io.ringfence.ops.client.TokenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A core as {@code run} brings it up, in this process, on free ports. */
final class LiveCore implements AutoCloseable {
    private static final Map<String, String> FREE_PORTS = Map.of(
            "RINGFENCE_GATEWAY_HTTP_PORT", "0",
            "RINGFENCE_GATEWAY_HTTP_OPS_PORT", "0",
            "RINGFENCE_GATEWAY_FIX_PORT", "0");

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final RunningCore core;
    private final Path data;

    LiveCore(Path config, Path data, String... feeds) throws IOException {
        this.data = data;
        RunOptions options = new RunOptions(config, data, List.of(feeds));
        core = new Runner(options, FREE_PORTS, new PrintWriter(out), new PrintWriter(err)).open();
        await().until(() -> core.gateway().health().notReady().isEmpty()
                && core.gateway().health().followerLag() == 0);
    }

    String url() {
        return url(core.gateway().tradingAddress());
    }

    String operations() {
        return url(core.gateway().operationsAddress());
    }

    private static String url(InetSocketAddress address) {
        return "http://127.0.0.1:" + address.getPort();
    }

    String token(String name) {
        return new TokenFile(data).token(name);
    }

    ApiClient.Answer send(String token, String method, String path, Body body) {
        return new ApiClient(url(), Proof.token(token)).send(method, path, body == null ? null : body.json());
    }

    /** A limit order; with a price far below the market it rests. */
    ApiClient.Answer buy(String token, String id, String account, String quantity, String price) {
        Body body = new Body()
                .with("client_order_id", id)
                .with("account", account)
                .with("symbol", "BTC-USD")
                .with("side", "buy")
                .with("type", "limit")
                .with("qty", quantity)
                .with("limit_price", price);
        return send(token, "POST", "/v1/orders", body);
    }

    @Override
    public void close() {
        core.close();
    }
}
