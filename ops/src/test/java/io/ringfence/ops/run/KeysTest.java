package io.ringfence.ops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.ops.Cli;
import io.ringfence.ops.Failure;
import io.ringfence.ops.client.Body;
import io.ringfence.ops.client.FixClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are added and revoked with the command line while the core runs, and the connections that hang on them. */
class KeysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path data;

    private LiveCore live;

    @BeforeEach
    void start() throws IOException {
        live = new LiveCore(null, data);
    }

    @AfterEach
    void stop() {
        live.close();
    }

    private int time(String token) {
        return live.send(token, "GET", "/v1/time", null).status();
    }

    private String made(String... options) {
        Object[] arguments = new Object[options.length + 4];
        arguments[0] = "keys";
        arguments[1] = "new";
        arguments[2] = "--data";
        arguments[3] = data;
        System.arraycopy(options, 0, arguments, 4, options.length);
        Cli cli = Cli.run(arguments);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return cli.out().strip();
    }

    private void revoke(String name) {
        Cli cli = Cli.run("keys", "revoke", name, "--data", data);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
    }

    @Test
    void aClientChangesFromOneKeyToTheOther() {
        String old = live.token("trader.A1");
        String next = made("--role", "trader", "--account", "A1", "--label", "2027");
        await().atMost(PATIENCE).until(() -> time(next) == 200);
        assertThat(time(old)).as("both live").isEqualTo(200);
        revoke("trader.A1");
        await().atMost(PATIENCE).until(() -> time(old) == 401);
        assertThat(live.buy(next, "n-1", "A1", "0.1", "59000").status()).isEqualTo(201);
        assertThat(live.buy(next, "n-2", "A2", "0.1", "59000").status())
                .as("its own account only")
                .isEqualTo(403);
        String list = Cli.run("keys", "list", "--data", data).out();
        assertThat(list).containsPattern("trader.A1 +revoked\n").containsPattern("trader.A1~2027 +token\n");
        assertThat(list).doesNotContain(next);
        Cli refused = Cli.run("client", "orders", "--url", live.url(), "--key", old);
        assertThat(refused.err()).contains("401");
    }

    @Test
    void openStreamsAndSocketsOfARevokedKeyEnd() throws IOException {
        String old = live.token("viewer");
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<InputStream> stream = client.sendAsync(
                        HttpRequest.newBuilder(URI.create(live.url() + "/v1/stream"))
                                .header("Authorization", "Bearer " + old)
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .join();
        assertThat(stream.statusCode()).isEqualTo(200);
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + live.token("auditor"))
                .buildAsync(URI.create(live.url().replace("http:", "ws:") + "/ws"), new Closing(closed))
                .join();
        socket.sendText("{\"op\":\"subscribe\",\"channels\":[\"kill\"]}", true).join();

        revoke("viewer");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                line = reader.readLine();
            }
        }
        assertThat(closed).as("the key of another").isNotDone();
        revoke("auditor");
        assertThat(closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .isEqualTo(4001);
    }

    /** Until the server closes it. */
    private record Closing(CompletableFuture<Integer> closed) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    @Test
    void whatARevokedKeyAskedForIsNotMade() throws IOException {
        live.close();
        Path config = data.resolve("core.yaml");
        try (var in = Cli.class.getResourceAsStream("config/sandbox.yaml")) {
            String sandbox = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(config, sandbox.replace("gateway:\n", "gateway:\n  approvals: two\n"));
        }
        live = new LiveCore(config, data);
        String alice = made("--role", "risk_admin", "--label", "alice");
        await().atMost(PATIENCE).until(() -> time(alice) == 200);
        Body global = new Body().with("scope", "global").with("reason", "drill");
        assertThat(live.send(alice, "POST", "/v1/risk/kill", global).status()).isEqualTo(200);
        assertThat(live.send(alice, "POST", "/v1/risk/kill/reset", global).status())
                .isEqualTo(202);
        revoke("risk_admin~alice");
        await().atMost(PATIENCE).until(() -> time(alice) == 401);
        Body seen = new Body().with("reason", "seen");
        String second = live.token("risk_admin");
        assertThat(live.send(second, "POST", "/v1/risk/approvals/1", seen).status())
                .isEqualTo(404);
    }

    private boolean isLoggedOn(String session) {
        return live.core.fix().sessions().stream().anyMatch(one -> one.name().equals(session) && one.loggedOn());
    }

    @Test
    void aFixSessionOfAReplacedKeyIsLoggedOut() {
        FixClient.Peer peer = new FixClient.Peer(
                "127.0.0.1",
                live.core.fix().address().getPort(),
                "A1",
                "RINGFENCE",
                "trader.A1",
                live.token("trader.A1"),
                data.resolve("desk"));
        try (FixClient desk = new FixClient(peer)) {
            desk.logOn();
            assertThat(isLoggedOn("A1")).isTrue();
            made("--role", "trader", "--account", "A1");
            await().atMost(PATIENCE).until(() -> !isLoggedOn("A1"));
        }
    }

    @Test
    void saysWhatCanNotBeRevokedAndKeepsTheOldKeysWhenTheFileIsBroken() throws IOException {
        Cli unknown = Cli.run("keys", "revoke", "trader.A9", "--data", data);
        assertThat(unknown.exitCode()).isEqualTo(Failure.USAGE);
        assertThat(unknown.err()).contains("has no key trader.A9; there are trader.A1");
        Cli label = Cli.run("keys", "new", "--role", "viewer", "--label", "a b", "--data", data);
        assertThat(label.err()).contains("label");

        String viewer = live.token("viewer");
        Path file = data.resolve("sandbox-keys.properties");
        String good = Files.readString(file);
        Files.writeString(file, good + "nonsense\n");
        await().atMost(PATIENCE).until(() -> metrics().contains("ringfence_key_file_refused 1.0"));
        assertThat(time(viewer)).isEqualTo(200);
        Files.writeString(file, good);
        await().atMost(PATIENCE).until(() -> metrics().contains("ringfence_key_file_refused 0.0"));
    }

    private String metrics() {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(live.operations() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
