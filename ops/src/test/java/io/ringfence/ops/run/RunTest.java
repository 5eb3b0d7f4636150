package io.ringfence.ops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.journal.JournalException;
import io.ringfence.ops.Cli;
import io.ringfence.ops.Failure;
import io.ringfence.ops.client.ApiClient;
import io.ringfence.ops.client.Proof;
import io.ringfence.ops.client.TokenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A core as {@code run} starts it: keys, feeds, health, restarts. */
class RunTest {
    private static final String LIMITS = """
            gates: {day_loss_abs: 5000, dd_soft_bps: 500, dd_hard_bps: 1000, max_positions: 3, gross_abs: 250000,
              pos_notional_abs: 100000, cluster_abs: 150000}
            instruments:
              BTC-USD: {lot: 0.0001}
            accounts:
            """;

    @TempDir
    private Path folder;

    private Path config(String accounts) throws IOException {
        return Files.writeString(folder.resolve("core.yaml"), LIMITS + accounts);
    }

    private Path quotes() throws IOException {
        return Files.writeString(
                folder.resolve("quotes.jsonl"),
                "{\"t\":\"0\",\"type\":\"quote\",\"symbol\":\"BTC-USD\",\"bid\":\"41995\",\"bid_qty\":\"1\",\"ask\":\"42005\","
                        + "\"ask_qty\":\"1\",\"last\":\"42000\"}\n");
    }

    @Test
    void tradesOverRestWithTheAccountsThatAreConfigured() throws Exception {
        Path data = folder.resolve("data");
        String token;
        try (LiveCore live = new LiveCore(config("  desk-7: {cash: 500000}\n"), data)) {
            token = live.token("trader.desk-7");
            assertThat(live.buy(token, "x-1", "desk-7", "0.1", "100").status()).isEqualTo(422);
            assertThat(live.buy(token, "x-1", "A1", "0.1", "100").status()).isEqualTo(403);
            assertThat(live.err.toString()).doesNotContain("sandbox-keys.properties", "got their keys");
        }
        try (LiveCore live = new LiveCore(config("  desk-7: {cash: 500000}\n  desk-1: {cash: 1}\n"), data)) {
            assertThat(live.err.toString()).contains("new accounts got their keys: trader.desk-1\n");
            assertThat(live.token("trader.desk-7")).isEqualTo(token);
            assertThat(live.buy(live.token("trader.desk-1"), "y-1", "desk-1", "0.1", "100")
                            .status())
                    .isEqualTo(422);
        }
        Files.delete(data.resolve("sandbox-keys.properties"));
        try (LiveCore live = new LiveCore(config("  desk-7: {cash: 500000}\n  desk-1: {cash: 1}\n"), data)) {
            assertThat(live.err.toString()).contains("there were no keys beside the journal; new ones were made");
            assertThat(live.buy(token, "x-2", "desk-7", "0.1", "100").status()).isEqualTo(401);
        }
    }

    @Test
    void playsScenarioLinesAsAFeed() throws Exception {
        Path data = folder.resolve("data");
        try (LiveCore live = new LiveCore(null, data, "jsonl:BTC-USD=" + quotes())) {
            ApiClient.Answer bought = live.buy(live.token("trader.A1"), "f-1", "A1", "0.1", "42005");
            await().until(() -> live.send(live.token("viewer"), "GET", "/v1/instruments", null)
                    .body()
                    .contains("42005"));
            assertThat(bought.status()).isIn(201, 422);
            assertThat(live.buy(live.token("trader.A1"), "f-2", "A1", "0.1", "42005")
                            .body())
                    .contains("\"status\":\"filled\"", "\"avg_price\":\"42005\"");
        }
    }

    @Test
    void newKeysAreTakenAtTheNextStart() throws Exception {
        Path data = folder.resolve("data");
        String old;
        try (LiveCore live = new LiveCore(null, data)) {
            old = live.token("viewer");
            Cli replaced = Cli.run("keys", "new", "--role", "viewer", "--data", data);
            assertThat(replaced.exitCode()).isZero();
            assertThat(replaced.err()).startsWith("replaced viewer in ");
            assertThat(replaced.out().strip()).isEqualTo(live.token("viewer")).isNotEqualTo(old);
            Cli added = Cli.run("keys", "new", "--role", "viewer", "--account", "A1", "--data", data);
            assertThat(added.err()).startsWith("added viewer.A1 in ");
            assertThat(live.send(old, "GET", "/v1/positions", null).status()).isEqualTo(200);
        }
        try (LiveCore live = new LiveCore(null, data)) {
            assertThat(live.send(old, "GET", "/v1/positions", null).status()).isEqualTo(401);
            assertThat(live.send(live.token("viewer"), "GET", "/v1/positions", null)
                            .status())
                    .isEqualTo(200);
            String narrow = live.token("viewer.A1");
            assertThat(live.send(narrow, "GET", "/v1/positions?account=A1", null)
                            .status())
                    .isEqualTo(200);
            assertThat(live.send(narrow, "GET", "/v1/positions?account=A2", null)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aPairThatSignsTakesThePlaceOfAToken() throws Exception {
        Path data = folder.resolve("data");
        Path secret = folder.resolve("trader.pem");
        new LiveCore(null, data).close();
        String token = new TokenFile(data).token("trader.A1");
        Cli made = Cli.run("keys", "new", "--role", "trader", "--account", "A1", "--sign", secret, "--data", data);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.err()).startsWith("replaced trader.A1 in ");
        assertThat(Files.readString(data.resolve("sandbox-keys.properties")))
                .contains("trader.A1=ed25519:")
                .doesNotContain(token);
        assertThat(Files.getPosixFilePermissions(secret)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Cli.run("keys", "new", "--role", "viewer", "--sign", secret, "--data", data)
                        .err())
                .contains("exists already");
        try (LiveCore live = new LiveCore(null, data)) {
            assertThat(live.buy(token, "t-1", "A1", "0.1", "100").status()).isEqualTo(401);
            // Honest requests of the first second are refused, so that none of before the start comes in again.
            await().until(() -> Cli.run(
                            "client",
                            "order",
                            "--url",
                            live.url(),
                            "--sign-with",
                            secret,
                            "--symbol",
                            "BTC-USD",
                            "--side",
                            "buy",
                            "--qty",
                            "0.1",
                            "--limit-price",
                            "59000",
                            "--id",
                            "signed-1")
                    .out()
                    .contains("\"client_order_id\":\"signed-1\""));
            Cli listed = Cli.run("client", "orders", "--url", live.url(), "--data", data);
            assertThat(listed.out()).contains("\"client_order_id\":\"signed-1\"");
            Cli unsigned = Cli.run(
                    "client",
                    "order",
                    "--url",
                    live.url(),
                    "--data",
                    data,
                    "--symbol",
                    "BTC-USD",
                    "--side",
                    "buy",
                    "--qty",
                    "0.1");
            assertThat(unsigned.exitCode()).isEqualTo(Failure.USAGE);
            assertThat(unsigned.err()).contains("give its file with --sign-with");
        }
    }

    @Test
    void aRefusedConfigurationLeavesTheJournalAsItWas() throws Exception {
        Path data = folder.resolve("data");
        new LiveCore(config("  A: {cash: 1}\n"), data).close();
        String before = Cli.run("journal", "stats", "--data", data).out();
        assertThatThrownBy(() -> new LiveCore(config("  A: {cash: 1, currency: EUR}\n  B: {}\n"), data))
                .isInstanceOf(Failure.class);
        assertThat(Cli.run("journal", "stats", "--data", data).out()).isEqualTo(before);
    }

    @Test
    void healthTellsWhenTheJournalTakesNoMore() throws Exception {
        try (LiveCore live = new LiveCore(null, folder.resolve("data"))) {
            assertThat(probe(live, "/metrics")).contains("ringfence_journal_healthy 1.0");
            // A record that does not fit its place latches the journal, as a full disk would.
            assertThatThrownBy(() -> live.core.journal().append(new UnsafeBuffer(new byte[64]), 0, 64, 1, 0))
                    .isInstanceOf(JournalException.class);
            live.core.awaitFailure();
            assertThat(probe(live, "/health/ready"))
                    .contains("the core has stopped", "journal: The journal failed before and takes no more records");
            assertThat(probe(live, "/metrics")).contains("ringfence_journal_healthy 0.0", "ringfence_ready 0.0");
        }
    }

    private static String probe(LiveCore live, String path) {
        return new ApiClient(live.operations(), Proof.token(""))
                .send("GET", path, null)
                .body();
    }
}
