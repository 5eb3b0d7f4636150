package io.ringfence.ops.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.gateway.auth.KeyFile;
import io.ringfence.ops.RealProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets through every way in of a real core, right and wrong ones; then everything that the core left behind or said is
 * searched for them: logs, journal, snapshots, answers, metrics, configuration. They may be in the key file only.
 */
class CanaryTest {
    private static final Map<String, String> FREE_PORTS = Map.of(
            "RINGFENCE_GATEWAY_HTTP_PORT", "0",
            "RINGFENCE_GATEWAY_HTTP_OPS_PORT", "0",
            "RINGFENCE_GATEWAY_FIX_PORT", "0",
            // As it is delivered, and not as tests log.
            "JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml");
    private static final char SOH = 1;

    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> said = new ArrayList<>();

    @Test
    void leavesNoSecretAnywhere() throws Exception {
        Set<String> secrets = new HashSet<>();
        try (RealProcess core = new RealProcess(FREE_PORTS, "run", "--data", data)) {
            await().atMost(100, TimeUnit.SECONDS).until(() -> address(core, "console") != null);
            Properties keys = new Properties();
            try (InputStream in = Files.newInputStream(KeyFile.in(data))) {
                keys.load(in);
            }
            keys.values().forEach(value -> secrets.add(value.toString()));
            assertThat(secrets).hasSizeGreaterThan(5);
            String wrong = "rf_canary" + Long.toHexString(System.nanoTime()) + "canarycanary";
            secrets.add(wrong);
            for (String secret : List.copyOf(secrets)) {
                overHttp(core, secret);
                overWebSocket(core, secret);
                overFix(core, secret);
            }
            said.add(get(core, "/metrics", null));
            core.stop();
            said.addAll(core.out());
            said.addAll(core.err());
        }
        for (String command : List.of("show", "env")) {
            try (RealProcess config = new RealProcess(FREE_PORTS, "config", command)) {
                config.exitCode();
                said.addAll(config.out());
            }
        }
        String everything = String.join("\n", said);
        for (String secret : secrets) {
            assertThat(everything.contains(secret)).as("said aloud: a secret").isFalse();
        }
        for (String log : List.of("ringfence.json", "security.json")) {
            assertThat(Files.readString(data.resolve("log").resolve(log)))
                    .as(log)
                    .isNotEmpty();
        }
        assertThat(filesWith(secrets)).containsExactly(KeyFile.in(data));
    }

    /** No setting of ours writes the memory, in which keys are, to a file by itself. */
    @Test
    void dumpsNoMemory() throws IOException {
        for (String file : List.of("ringfence", "Dockerfile", "docker-compose.yml")) {
            assertThat(Files.readString(Path.of("..", file)))
                    .as(file)
                    .doesNotContain("HeapDumpOnOutOfMemoryError", "HeapDumpPath", "ulimit -c unlimited");
        }
    }

    private static URI address(RealProcess core, String what) {
        return core.out().stream()
                .filter(line -> line.trim().startsWith(what))
                .map(line -> URI.create(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(null);
    }

    private void overHttp(RealProcess core, String secret) throws Exception {
        URI trading = address(core, "orders and queries");
        URI operations = URI.create(address(core, "console").toString().replaceAll("/$", ""));
        String order =
                "{\"client_order_id\":\"c\",\"symbol\":\"BTC-USD\",\"side\":\"buy\",\"type\":\"market\",\"qty\":\"x\"}";
        said.add(send(trading, "/v1/orders", "Bearer " + secret, order));
        said.add(send(trading, "/v1/orders", "bearer   " + secret + "x", order));
        said.add(send(trading, "/v1/orders", "Basic " + secret, "{"));
        said.add(send(trading, "/v1/orders", secret, "[]"));
        said.add(send(operations, "/v1/risk/kill", "Bearer " + secret, "{\"scope\":\"nothing\",\"reason\":\"r\"}"));
        HttpRequest signed = HttpRequest.newBuilder(trading.resolve("/v1/time"))
                .header("X-RF-Key", "trader.A1")
                .header("X-RF-Timestamp", Long.toString(System.currentTimeMillis()))
                .header("X-RF-Nonce", "nonce-nonce-nonce-nonce")
                .header("X-RF-Signature", secret)
                .build();
        said.add(client.send(signed, HttpResponse.BodyHandlers.ofString()).body());
        said.add(get(core, "/v1/risk/state?" + "token=" + secret, secret));
    }

    private String send(URI base, String path, String authorization, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.headers() + answer.body();
    }

    private String get(RealProcess core, String path, String token) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address(core, "console").resolve(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void overWebSocket(RealProcess core, String secret) {
        String trading = address(core, "orders and queries").toString().replace("http://", "ws://");
        CompletableFuture<Void> answered = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(trading + "/ws"), new WebSocket.Listener() {
                    private int messages;

                    @Override
                    public java.util.concurrent.CompletionStage<?> onText(
                            WebSocket from, CharSequence text, boolean last) {
                        said.add(text.toString());
                        if (++messages == 2) {
                            answered.complete(null);
                        }
                        from.request(1);
                        return null;
                    }
                })
                .join();
        socket.sendText("{\"op\":\"auth\",\"token\":\"" + secret + "\"", true).join();
        socket.sendText("{\"op\":\"auth\",\"token\":\"" + secret + "\"}", true).join();
        answered.orTimeout(100, TimeUnit.SECONDS).join();
        socket.abort();
    }

    /** A Logon that names a session and brings the secret; and one that is not even well formed. */
    private void overFix(RealProcess core, String secret) throws IOException {
        String line = core.out().stream()
                .filter(text -> text.contains("FIX 4.4"))
                .findFirst()
                .orElseThrow();
        int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        String body =
                "35=A|49=A1|56=RINGFENCE|34=1|52=20260101-00:00:00.000|98=0|108=30|553=trader.A1|554=" + secret + "|";
        String message = "8=FIX.4.4|9=" + body.length() + "|" + body;
        int sum = 0;
        for (char c : message.replace('|', SOH).toCharArray()) {
            sum += c;
        }
        for (String text :
                List.of(message + String.format("10=%03d|", sum % 256), message + "10=000|", "554=" + secret + "|")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(text.replace('|', SOH).getBytes(ISO_8859_1));
                socket.shutdownOutput();
                said.add(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
            } catch (java.net.SocketException e) {
                // hung up on
            }
        }
    }

    private List<Path> filesWith(Set<String> secrets) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holdsAny(file, secrets))
                    .toList();
        }
    }

    private static boolean holdsAny(Path file, Set<String> secrets) {
        try {
            String content = new String(content(file), ISO_8859_1);
            return secrets.stream().anyMatch(content::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The written part of a file; journals are preallocated with zeros. */
    private static byte[] content(Path file) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            byte[] block = new byte[1 << 16];
            for (int length = in.read(block); length > 0; length = in.read(block)) {
                boolean zero = true;
                for (int i = 0; i < length && zero; i++) {
                    zero = block[i] == 0;
                }
                if (!zero) {
                    written.write(block, 0, length);
                }
            }
        }
        return written.toByteArray();
    }
}
