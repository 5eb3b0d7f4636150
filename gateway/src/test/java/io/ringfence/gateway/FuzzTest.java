package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated requests over bare sockets against a gateway on a real journal: none is an internal error, none costs a thread
 * or keeps memory, and the core goes on as if nothing had been. {@code -Dringfence.fuzz.requests=100000} for the long run.
 */
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("ringfence.fuzz.requests", 4_000);
    private static final int TIMEOUT_MILLIS = 20_000;
    /** What a heap differs by from one look to the next. */
    private static final long SOME_BYTES = 16 << 20;

    @TempDir
    private Path data;

    private final Map<String, Integer> answers = new TreeMap<>();

    @Test
    void survivesMutatedRequests() throws Exception {
        long seed = Long.getLong("ringfence.seed", System.nanoTime());
        System.out.println("FuzzTest: -Dringfence.seed=" + seed);
        try (JournalServer server = new JournalServer(data)) {
            List<String> tokens = List.of(
                    server.tokens.getProperty("trader.A1"),
                    server.tokens.getProperty("trader.A1"),
                    server.tokens.getProperty("auditor"),
                    server.tokens.getProperty("risk_admin"),
                    "rf_nobody");
            RequestMutator mutator = new RequestMutator(seed, tokens);
            InetSocketAddress address = server.gateway.tradingAddress();
            send(address, mutator, REQUESTS / 4);
            int threads = Thread.activeCount();
            long usedBytes = usedBytes();
            send(address, mutator, REQUESTS - REQUESTS / 4);

            System.out.println("FuzzTest: " + REQUESTS + " requests: " + answers);
            assertThat(answers.keySet())
                    .as("no internal error")
                    .noneMatch(status -> status.startsWith("5") && !status.equals("503") && !status.equals("505"));
            assertThat(answers).as("some came through").containsKeys("200", "201", "400", "401", "404");
            assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads + 3);
            assertThat(usedBytes() - usedBytes)
                    .as("bytes kept; what may be kept is orders and their records")
                    .isLessThan(SOME_BYTES + 500L * REQUESTS);
            goesOn(server);
        }
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void send(InetSocketAddress address, RequestMutator mutator, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byte[] request = mutator.next();
            String answer = exchange(address, request);
            answers.merge(answer, 1, Integer::sum);
            if (answer.startsWith("500")) {
                System.out.println("FuzzTest: internal error: " + new String(request, StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** The status of the answer; "none" when the connection was closed without one. */
    private static String exchange(InetSocketAddress address, byte[] request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(address);
            byte[] start = new byte[12];
            int read;
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                read = socket.getInputStream().readNBytes(start, 0, start.length);
            } catch (SocketException e) {
                // Refused while it was still being sent.
                return "reset";
            }
            return read < start.length
                    ? "none"
                    : new String(Arrays.copyOfRange(start, 9, 12), StandardCharsets.ISO_8859_1);
        }
    }

    private static void goesOn(JournalServer server) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        String body = order("after-all", "buy", "0.001", "59000");
        HttpResponse<String> placed = client.send(
                TestServer.request(
                        server.gateway.tradingAddress(),
                        server.tokens.getProperty("trader.A2"),
                        "POST",
                        "/v1/orders",
                        body.replace("\"A1\"", "\"A2\"")),
                HttpResponse.BodyHandlers.ofString());
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        await().untilAsserted(() -> {
            String metrics = client.send(
                            TestServer.request(server.gateway.operationsAddress(), null, "GET", "/metrics", null),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(metrics)
                    .contains(
                            "ringfence_follower_divergences 0.0",
                            "ringfence_http_pending 0.0",
                            "ringfence_ws_connections 0.0",
                            "ringfence_stream_clients 0.0");
        });
    }
}
