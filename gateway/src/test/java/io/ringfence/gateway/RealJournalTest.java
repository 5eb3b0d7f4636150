package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.CommandPublisher.Result;
import io.ringfence.engine.pipeline.Pipeline;
import io.ringfence.engine.state.EngineState;
import io.ringfence.gateway.auth.BearerAuthenticator;
import io.ringfence.gateway.auth.KeyFile;
import io.ringfence.gateway.auth.Keys;
import io.ringfence.gateway.auth.SandboxKeys;
import io.ringfence.gateway.egress.JournalRecords;
import io.ringfence.gateway.metrics.Latencies;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.ScanProgress;
import java.io.Reader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything real: sandbox keys, sockets, ring, engine, Chronicle journal, readers behind its barrier. */
class RealJournalTest {
    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();

    /** The core is well unless a test says otherwise. */
    private static final CoreStatus WELL = new CoreStatus() {
        @Override
        public boolean alive() {
            return true;
        }

        @Override
        public boolean recovered() {
            return true;
        }

        @Override
        public String journalProblem() {
            return null;
        }
    };

    @Test
    void answersFromTheJournal() throws Exception {
        Keys keys = SandboxKeys.open(data, List.of("A1", "A2")).keys();
        Properties tokens = new Properties();
        try (Reader reader = Files.newBufferedReader(KeyFile.in(data))) {
            tokens.load(reader);
        }
        JournalLayout layout = new JournalLayout(data);
        Latencies latencies = new Latencies();
        ChronicleJournal journal =
                ChronicleJournal.open(new JournalConfig(layout, JournalConfig.MIN_BLOCK_SIZE), ScanProgress.NONE);
        CommandProcessor processor = new CommandProcessor(new EngineState(1024), journal);
        Pipeline pipeline = new Pipeline(
                processor,
                RealJournalTest::wallNanos,
                latencies,
                (cause, command, length) -> {},
                1024,
                Pipeline.WaitProfile.SHARED);
        pipeline.start();
        new Fixture((command, length) -> assertThat(
                                pipeline.publisher().publish(CommandClass.CANCEL, command, 0, length, 0))
                        .isEqualTo(Result.PUBLISHED))
                .define();
        JournalRecords records = new JournalRecords(layout, journal, journal::releasedSequence);
        try (Gateway gateway = new Gateway(
                GatewayConfig.defaults("paper").withPorts(0, 0),
                CommandPort.of(pipeline.publisher()),
                records,
                WELL,
                new BearerAuthenticator(keys),
                latencies)) {
            await().until(() -> journal.releasedSequence() >= 12);
            gateway.start();
            assertThat(gateway.health().followerLag())
                    .as("orders are taken when the names are known")
                    .isZero();
            await().until(() ->
                    gateway.health().notReady().isEmpty() && gateway.health().followerLag() == 0);
            trade(gateway, tokens);
            assertThat(gateway.health().notReady()).isEmpty();
        }
        pipeline.close();
        journal.close();
    }

    private static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private void trade(Gateway gateway, Properties tokens) throws Exception {
        String trader = tokens.getProperty("trader.A1");
        String body = order("j-1", "buy", "0.5", "60005");
        HttpResponse<String> first = send(gateway, trader, "POST", "/v1/orders", body);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        for (int i = 0; i < 200; i++) {
            String resting = order("j-r" + i, "buy", "0.0002", "59000");
            assertThat(send(gateway, trader, "POST", "/v1/orders", resting).statusCode())
                    .isEqualTo(201);
        }
        HttpResponse<String> again = send(gateway, trader, "POST", "/v1/orders", body);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        String id = field(first, "order_id");
        assertThat(send(gateway, tokens.getProperty("auditor"), "GET", "/v1/decisions/d-" + id, null)
                        .statusCode())
                .isEqualTo(200);
        String kill = "{\"scope\":\"global\",\"reason\":\"drill\"}";
        HttpResponse<String> killed = send(gateway, tokens.getProperty("operator"), "POST", "/v1/risk/kill", kill);
        assertThat(killed.body()).contains("\"canceled\":200", "\"complete\":true");
        assertThat(send(gateway, trader, "POST", "/v1/orders", order("j-2", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(423);
    }

    private HttpResponse<String> send(Gateway gateway, String token, String method, String path, String body)
            throws Exception {
        return client.send(
                TestServer.request(gateway.tradingAddress(), token, method, path, body),
                HttpResponse.BodyHandlers.ofString());
    }
}
