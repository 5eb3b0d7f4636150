package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything about a request that is wrong before its meaning matters. */
class HttpShapeTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static void refuses(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, "\"detail\":\"");
    }

    @Test
    void refusesWhatIsNotThere() {
        refuses(404, server.get(TestServer.VIEWER, "/v2/orders"));
        refuses(404, server.get(TestServer.VIEWER, "/health/ready"));
        HttpResponse<String> method = server.send(TestServer.VIEWER, "PUT", "/v1/orders", "{}");
        refuses(405, method);
        assertThat(method.headers().firstValue("Allow")).contains("DELETE, GET, POST");
    }

    @Test
    void refusesBodiesThatAreNotStrictJson() {
        String good = order("s-1", "buy", "0.1", "59000");
        for (String bad : new String[] {
            "",
            "{",
            "[]",
            "nonsense",
            good + "x",
            good.replace("}", ",\"qty\":\"1\"}"),
            good.replace("}", ",\"unknown\":1}"),
            good.replace("\"0.1\"", "0.1"),
            good.replace("\"0.1\"", "\"abc\""),
            good.replace("\"0.1\"", "\"1e5\""),
            good.replace("\"0.1\"", "\"0.123456789\""),
            good.replace("\"0.1\"", "{}"),
            good.replace("s-1", "x".repeat(37)),
            good.replace("s-1", "a b"),
            good.replace("\"buy\"", "5"),
            good.replace("}", ",\"post_only\":\"yes\"}"),
            good.replace("\"qty\":\"0.1\",", ""),
            good.replace("\"client_order_id\":\"s-1\",", ""),
            good.replace("}", ",\"strategy\":\"nobody\"}"),
            good.replace("}", ",\"expire_at\":\"soon\"}")
        }) {
            refuses(400, server.order(TestServer.TRADER_A1, bad));
        }
    }

    @Test
    void refusesStrangers() {
        refuses(401, server.order(null, order("s-2", "buy", "0.1", "59000")));
        HttpResponse<String> unknown = server.order("rf_unknown", "{");
        refuses(401, unknown);
        assertThat(unknown.body()).contains("\"code\":1201");
        assertThat(unknown.headers().firstValue("WWW-Authenticate")).isPresent();
        HttpResponse<String> foreign = server.order(TestServer.TRADER_A2, order("s-3", "buy", "0.1", "59000"));
        refuses(403, foreign);
        assertThat(foreign.body()).contains("\"code\":1207");
        refuses(403, server.order(TestServer.VIEWER, order("s-3", "buy", "0.1", "59000")));
    }

    @Test
    void capsTheBody() {
        refuses(413, server.order(TestServer.TRADER_A1, " ".repeat(65 * 1024)));
        assertThat(raw("POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + ("4000\r\n" + " ".repeat(0x4000) + "\r\n").repeat(5)
                        + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void capsTheHeader() {
        String answer = raw("GET /v1/time HTTP/1.1\r\nHost: x\r\nX-Long: " + "y".repeat(20 * 1024) + "\r\n\r\n");
        assertThat(answer).doesNotStartWith("HTTP/1.1 2").doesNotStartWith("HTTP/1.1 5");
    }

    @Test
    void refusesAmbiguousAndForeignRequests() {
        String start = "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
        assertThat(raw(start + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw(start + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw(start.replace("application/json", "text/plain") + "Content-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 415");
        assertThat(raw("GET /v1/time HTTP/1.0\r\nHost: x\r\n\r\n")).contains(" 505 ");
        assertThat(raw("GET /v1/time HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400");
    }

    /** Sends bytes as they are, and reads until the server has nothing more to say. */
    private static String raw(String request) {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                server.gateway.tradingAddress().getPort())) {
            socket.setSoTimeout(2_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                // the server may hang up before it has read everything
            }
            byte[] answer = new byte[4096];
            int length = socket.getInputStream().read(answer);
            return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void survivesTenThousandMutatedBodies() {
        String[] seeds = {
            order("f-1", "buy", "0.1", "59000"),
            "{\"client_order_id\":\"f-2\",\"symbol\":\"BTC-USD\",\"side\":\"sell\",\"type\":\"stop_limit\",\"qty\":\"1\","
                    + "\"limit_price\":\"58000\",\"stop_price\":\"58001\",\"time_in_force\":\"gtd\","
                    + "\"expire_at\":\"2030-01-01T00:00:00Z\",\"max_age_ms\":2000,\"allow_reduce\":true}"
        };
        long seed = 20260101;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            String body = mutate(seeds[i % seeds.length], random);
            int status = server.order(TestServer.TRADER_A1, body).statusCode();
            assertThat(status).as("seed " + seed + " body " + i + ": " + body).isBetween(200, 499);
        }
        assertThat(server.gateway.health().notReady()).isEmpty();
    }

    private static String mutate(String seed, SplittableRandom random) {
        StringBuilder text = new StringBuilder(seed);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(0x20, 0x7F));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, "0123456789-\"{}[],:.eE\\u\n".charAt(random.nextInt(24)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(1, 12))));
            }
        }
        return text.toString();
    }
}
