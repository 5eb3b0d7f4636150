package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The WebSocket says what REST and server-sent events say: the same answers, the same events, the same refusals. */
class SocketTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private SocketClient connect(String token) {
        return new SocketClient(server.gateway.tradingAddress(), token);
    }

    private static String auth(String token) {
        return "{\"op\":\"auth\",\"token\":\"" + token + "\"}";
    }

    private static String send(String op, String ref, String rest) {
        return "{\"op\":\"" + op + "\",\"ref\":\"" + ref + "\"," + rest + "}";
    }

    @Test
    void tradesAndTellsWhatHappens() {
        try (SocketClient client = connect(null)) {
            assertThat(client.ask(auth(TestServer.TRADER_A1)).at("/body/role").asText())
                    .isEqualTo("trader");
            JsonNode subscribed = client.ask(send("subscribe", "s", "\"channels\":[\"orders\",\"executions\"]"));
            assertThat(subscribed.get("status").asInt()).isEqualTo(200);

            JsonNode placed = client.ask(send("order", "r1", "\"body\":" + order("w-1", "buy", "0.1", "59000")));
            assertThat(placed.get("ref").asText()).isEqualTo("r1");
            assertThat(placed.get("status").asInt()).isEqualTo(201);
            String id = placed.at("/body/order_id").asText();
            assertThat(placed.get("location").asText()).isEqualTo("/v1/orders/" + id);
            assertThat(placed.at("/body/decision/gates")).hasSize(8);
            assertThat(client.event()).contains("\"type\":\"order_accepted\"", "\"order_id\":\"" + id + "\"");

            JsonNode again = client.ask(send("order", "r2", "\"body\":" + order("w-1", "buy", "0.1", "59000")));
            assertThat(again.get("status").asInt()).isEqualTo(200);
            assertThat(again.get("idempotent_replay").asText()).isEqualTo("true");
            assertThat(again.get("body")).isEqualTo(placed.get("body"));

            String change = "\"order_id\":\"" + id + "\",\"body\":{\"qty\":\"0.2\"}";
            assertThat(client.ask(send("replace", "r3", change)).at("/body/qty").asText())
                    .isEqualTo("0.2");
            assertThat(client.event()).contains("\"type\":\"order_replaced\"");
            JsonNode canceled = client.ask(send("cancel", "r4", "\"order_id\":\"" + id + "\""));
            assertThat(canceled.get("status").asInt()).isEqualTo(202);
            assertThat(client.event()).contains("\"exec_type\":\"canceled\"");

            client.ask(send("order", "r5", "\"body\":" + order("w-2", "sell", "0.1", "61000")));
            JsonNode all = client.ask(send("mass_cancel", "r6", "\"side\":\"sell\""));
            assertThat(all.at("/body/canceled").asInt()).isEqualTo(1);
            assertThat(client.ask(send("order", "r7", "\"body\":" + order("w-3", "buy", "6", "60000")))
                            .at("/body/code")
                            .asInt())
                    .isEqualTo(701);
            HttpResponse<String> overRest = server.get(TestServer.TRADER_A1, "/v1/orders/" + id);
            assertThat(overRest.body()).contains("\"status\":\"canceled\"");
        }
    }

    @Test
    void answersManyThatAreSentAtOnce() {
        try (SocketClient client = connect(TestServer.TRADER_A1)) {
            for (int i = 0; i < 200; i++) {
                client.send(send("order", "m-" + i, "\"body\":" + order("m-" + i, "buy", "0.001", "59000")));
            }
            Set<String> refs = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                JsonNode answer = client.answer();
                assertThat(answer.get("status").asInt()).as(answer.toString()).isEqualTo(201);
                refs.add(answer.get("ref").asText());
            }
            assertThat(refs).hasSize(200);
        }
    }

    /** One code path: an event is the same bytes on both, from any place on. */
    @Test
    void tellsTheSameBytesAsServerSentEvents() throws IOException {
        for (int i = 0; i < 10; i++) {
            server.order(TestServer.TRADER_A1, order("b-" + i, "buy", "0.01", "60005"));
        }
        List<String> sse = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        try (EventClient client =
                new EventClient(server.gateway.tradingAddress(), TestServer.TRADER_A1, "/v1/stream?from_seq=1", null)) {
            while (sse.isEmpty() || !sse.get(sse.size() - 1).contains("\"b-9\"") || sse.size() < 30) {
                EventClient.Event event = client.next();
                sse.add(event.data());
                ids.add(event.id());
            }
        }
        try (SocketClient client = connect(TestServer.TRADER_A1)) {
            client.ask("{\"op\":\"subscribe\",\"from_seq\":\"1\"}");
            for (String expected : sse) {
                assertThat(client.event()).isEqualTo(expected);
            }
        }
        for (int i = 0; i + 1 < ids.size(); i += 5) {
            try (SocketClient client = connect(TestServer.TRADER_A1)) {
                client.ask("{\"op\":\"subscribe\",\"last_event_id\":\"" + ids.get(i) + "\"}");
                assertThat(client.event()).isEqualTo(sse.get(i + 1));
            }
        }
    }

    @Test
    void refusesAsRestDoes() {
        try (SocketClient client = connect(null)) {
            assertThat(status(client, send("order", "1", "\"body\":{}"))).isEqualTo(401);
            assertThat(status(client, "{\"op\":\"subscribe\"}")).isEqualTo(401);
            assertThat(status(client, "nonsense")).isEqualTo(400);
            assertThat(status(client, "{\"op\":\"dance\"}")).isEqualTo(400);
            assertThat(status(client, "{\"op\":\"auth\",\"password\":\"x\"}")).isEqualTo(400);
            assertThat(status(client, "{\"ref\":\"x\"}")).isEqualTo(400);
            assertThat(status(client, auth(TestServer.VIEWER))).isEqualTo(200);
            assertThat(status(client, auth(TestServer.TRADER_A1)))
                    .as("another key")
                    .isEqualTo(409);
            assertThat(status(client, send("order", "2", "\"body\":" + order("v-1", "buy", "1", "1"))))
                    .isEqualTo(403);
            assertThat(status(client, "{\"op\":\"subscribe\",\"channels\":[\"gossip\"]}"))
                    .isEqualTo(400);
            assertThat(status(client, "{\"op\":\"subscribe\",\"from_seq\":\"100000\"}"))
                    .isEqualTo(409);
            assertThat(status(client, "{\"op\":\"subscribe\"}"))
                    .as("after two refusals")
                    .isEqualTo(200);
            assertThat(status(client, "{\"op\":\"subscribe\"}")).isEqualTo(409);
        }
        try (SocketClient client = connect(TestServer.TRADER_A1)) {
            JsonNode unknown = client.ask(send("order", "3", "\"body\":{\"qtyy\":\"1\"}"));
            assertThat(unknown.at("/body/detail").asText()).contains("Unknown field");
            assertThat(status(client, send("cancel", "4", "\"order_id\":\"99999\"")))
                    .isEqualTo(404);
            String other = order("x-1", "buy", "0.1", "59000").replace("\"A1\"", "\"A2\"");
            assertThat(status(client, send("order", "5", "\"body\":" + other))).isEqualTo(403);
        }
    }

    private static int status(SocketClient client, String message) {
        return client.ask(message).get("status").asInt();
    }

    @Test
    void closesWithTheDocumentedCodes() throws Exception {
        try (SocketClient wrong = connect(null);
                SocketClient silent = connect(null);
                SocketClient binary = connect(TestServer.VIEWER)) {
            assertThat(wrong.ask(auth("rf_nobody")).get("status").asInt()).isEqualTo(401);
            assertThat(wrong.closed.get(60, TimeUnit.SECONDS)).isEqualTo(4001);
            binary.sendBinary();
            assertThat(binary.closed.get(60, TimeUnit.SECONDS)).isEqualTo(1003);
            assertThat(silent.closed.get(60, TimeUnit.SECONDS)).isEqualTo(4001);
        }
        assertThat(server.get(null, "/ws").statusCode()).isEqualTo(426);
        await().untilAsserted(() -> assertThat(metrics()).contains("ringfence_ws_connections 0.0"));
        SocketClient listening = connect(TestServer.VIEWER);
        SocketClient idle = connect(TestServer.VIEWER);
        listening.ask("{\"op\":\"subscribe\"}");
        server.close();
        assertThat(listening.closed.get(60, TimeUnit.SECONDS))
                .as("told that the core stops")
                .isEqualTo(1001);
        assertThat(idle.closed.get(60, TimeUnit.SECONDS)).isEqualTo(1001);
    }

    private String metrics() {
        return server.operations(null, "GET", "/metrics", null).body();
    }

    /** A client that reads nothing is dropped, and goes on without a gap. */
    @Test
    void dropsWhoDoesNotRead() throws IOException {
        try (SocketClient trader = connect(TestServer.TRADER_A1)) {
            // More than the kernel takes for a client that reads nothing.
            for (int i = 0; i < 60; i++) {
                for (int j = 0; j < 200; j++) {
                    trader.send(send("order", "d", "\"body\":" + order("d-" + i + "-" + j, "buy", "0.0001", "59000")));
                }
                for (int j = 0; j < 200; j++) {
                    trader.answer();
                }
            }
        }
        try (Socket lazy = new Socket()) {
            upgrade(lazy);
            lazy.getOutputStream().write(masked("{\"op\":\"subscribe\",\"from_seq\":\"1\"}"));
            await().atMost(java.time.Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(metrics())
                            .contains("ringfence_stream_dropped_total 1.0", "ringfence_ws_connections 0.0"));
        }
    }

    /** Becomes a WebSocket of a client that takes little at once. */
    private void upgrade(Socket lazy) throws IOException {
        lazy.setReceiveBufferSize(4096);
        lazy.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                server.gateway.tradingAddress().getPort()));
        lazy.getOutputStream()
                .write(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                + "Authorization: Bearer " + TestServer.TRADER_A1 + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = lazy.getInputStream();
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        assertThat(head).startsWith("HTTP/1.1 101");
    }

    private static byte[] masked(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        // A mask of zeros leaves the text as it is.
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }

    /** Not a judgement but a measurement: {@code -Dringfence.compare=true} prints it. */
    @Test
    void ordersFasterThanRest() {
        assumeTrue(Boolean.getBoolean("ringfence.compare"), "a measurement");
        try (SocketClient client = connect(TestServer.TRADER_A1)) {
            for (int round = 0; round < 3; round++) {
                long began = System.nanoTime();
                for (int i = 0; i < 300; i++) {
                    field(
                            server.order(TestServer.TRADER_A1, order("f" + round + "-" + i, "buy", "0.0001", "59000")),
                            "seq");
                }
                long rest = System.nanoTime() - began;
                began = System.nanoTime();
                for (int i = 0; i < 300; i++) {
                    client.ask(
                            send("order", "g", "\"body\":" + order("g" + round + "-" + i, "buy", "0.0001", "59000")));
                }
                long socket = System.nanoTime() - began;
                System.out.printf(
                        "300 orders one after the other: REST %,d us each, WebSocket %,d us each%n",
                        rest / 300_000, socket / 300_000);
            }
        }
    }
}
