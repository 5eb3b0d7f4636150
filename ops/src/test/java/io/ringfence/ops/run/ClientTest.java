package io.ringfence.ops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.ops.Cli;
import io.ringfence.ops.client.Body;
import io.ringfence.ops.replay.JournalDump;
import io.ringfence.ops.replay.JournalFolder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ringfence client ...} and {@code journal tail} against a core that runs, over its sockets and its files. */
class ClientTest {
    @TempDir
    private static Path data;

    private static LiveCore live;

    @BeforeAll
    static void start() throws Exception {
        live = new LiveCore(null, data);
    }

    @AfterAll
    static void stop() {
        live.close();
    }

    private static Cli client(String... arguments) {
        List<String> all = new ArrayList<>(List.of("client"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", live.url(), "--data", data.toString()));
        return Cli.run(all.toArray());
    }

    private static String told(Cli cli, String field) {
        return Body.field(cli.out(), field);
    }

    private static Cli resting(String id) {
        Cli placed = client(
                "order", "--symbol", "BTC-USD", "--side", "buy", "--qty", "0.1", "--limit-price", "50000", "--id", id);
        assertThat(placed.exitCode()).as(placed.err()).isZero();
        assertThat(told(placed, "status")).isEqualTo("new");
        return placed;
    }

    @Test
    void buysAndShowsWhatItBought() {
        Cli bought = client("order", "--symbol", "ETH-USD", "--side", "buy", "--qty", "0.5", "--account", "A2");
        assertThat(bought.exitCode()).as(bought.err()).isZero();
        assertThat(told(bought, "status")).isEqualTo("filled");
        assertThat(client("positions", "--account", "A2").out()).contains("\"symbol\":\"ETH-USD\"", "\"0.5\"");
        assertThat(client("positions", "--account", "A1").out()).doesNotContain("ETH-USD");
        Cli decision = client("decision", "d-" + told(bought, "order_id"));
        assertThat(decision.exitCode()).isZero();
        assertThat(decision.out()).contains("\"result\":\"approve\"", "\"gate\":8");
        assertThat(client("decision", "d-999999").err())
                .isEqualTo("ringfence: refused, 404: There is no decision d-999999\n");
    }

    @Test
    void replacesAndCancels() {
        String id = told(resting("c-1"), "order_id");
        assertThat(client("orders").out()).contains("\"client_order_id\":\"c-1\"");
        Cli replaced = client("replace", id, "--qty", "0.2", "--limit-price", "50001", "--id", "c-2");
        assertThat(replaced.exitCode()).as(replaced.err()).isZero();
        assertThat(client("orders", id).out()).contains("\"qty\":\"0.2\"", "\"limit_price\":\"50001\"");
        assertThat(client("cancel", id).exitCode()).isZero();
        assertThat(client("orders", "--status", "closed").out()).contains("\"client_order_id\":\"c-2\"");
        Cli late = client("cancel", id);
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.err()).isEqualTo("ringfence: refused, 409: the order is canceled\n");
        assertThat(client("cancel", id, "--account", "A2").exitCode()).isEqualTo(1);
    }

    @Test
    void killsAndResets() {
        Cli killed = client("kill", "--scope", "symbol", "--of", "SOL-USD", "--reason", "drill");
        assertThat(killed.exitCode()).as(killed.err()).isZero();
        Cli refused = client("order", "--symbol", "SOL-USD", "--side", "buy", "--qty", "1");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).startsWith("ringfence: refused, 423");
        assertThat(client("reset", "--scope", "symbol", "--of", "SOL-USD", "--reason", "over")
                        .exitCode())
                .isZero();
        assertThat(client("order", "--symbol", "SOL-USD", "--side", "buy", "--qty", "1")
                        .exitCode())
                .isZero();
        assertThat(client("kill", "--scope", "symbol", "--of", "DOGE", "--reason", "x")
                        .exitCode())
                .isEqualTo(1);
        Cli stranger = client("kill", "--reason", "x", "--key", live.token("viewer"));
        assertThat(stranger.exitCode()).isEqualTo(1);
        assertThat(stranger.err()).contains("403");
    }

    @Test
    void watchesExecutionsAsTheyHappen() {
        // The only thread that takes standard output away; what happens is sent past the command line.
        long after = Long.parseLong(Body.field(
                live.send(live.token("viewer"), "GET", "/v1/executions", null).body(), "as_of_seq"));
        CompletableFuture<Cli> watching =
                CompletableFuture.supplyAsync(() -> client("watch", "--after", "" + after, "--count", "2"));
        live.buy(live.token("trader.A1"), "w-1", "A1", "0.01", "61000");
        live.buy(live.token("trader.A1"), "w-2", "A1", "0.02", "61000");
        Cli watched = watching.join();
        assertThat(watched.exitCode()).isZero();
        assertThat(watched.outLines()).hasSize(2);
        assertThat(watched.outLines().get(0)).startsWith("{\"exec_id\"").contains("\"last_qty\":\"0.01\"");
        assertThat(watched.outLines().get(1)).contains("\"last_qty\":\"0.02\"");
        String first = Body.field(watched.outLines().get(0), "seq");
        Cli resumed = client("watch", "--after", first, "--count", "1");
        assertThat(resumed.outLines()).containsExactly(watched.outLines().get(1));
    }

    @Test
    void tailsTheJournalWhileItGrows() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExecutorService tailing = Executors.newSingleThreadExecutor();
        try {
            JournalFolder folder = JournalFolder.open(data);
            Future<?> tail = tailing.submit(() -> {
                JournalDump.follow(folder, 2, out);
                return null;
            });
            await().until(() -> out.size() > 0);
            assertThat(out.toString(StandardCharsets.UTF_8).lines().count()).isGreaterThanOrEqualTo(2);
            live.buy(live.token("trader.A1"), "t-1", "A1", "0.001", "50000");
            live.buy(live.token("trader.A1"), "t-2", "A1", "0.001", "50000");
            await().until(() -> out.toString(StandardCharsets.UTF_8).contains("t-2"));
            assertThat(out.toString(StandardCharsets.UTF_8)).containsSubsequence("t-1", "t-2");
            tailing.shutdownNow();
            tail.get();
        } finally {
            tailing.shutdownNow();
        }
    }
}
