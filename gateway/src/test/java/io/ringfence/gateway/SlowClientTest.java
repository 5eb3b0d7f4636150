package io.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that begin a request and never end it: each is told or hung up on, and holds nothing back. */
class SlowClientTest {
    private static final int GIVE_UP_MILLIS = 20_000;
    private static final String HEAD =
            "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";

    private static TestServer server;

    @BeforeAll
    static void start() {
        GatewayConfig usual = GatewayConfig.defaults("paper");
        GatewayConfig.Patience patience = usual.patience();
        server = new TestServer(usual.withPatience(new GatewayConfig.Patience(
                patience.answer(), patience.read(), Duration.ofMillis(200), patience.idle())));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    /** Sends this much and no more; returns everything that the server says until it hangs up. */
    private static String untilHangUp(String begun) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                server.gateway.tradingAddress().getPort())) {
            socket.setSoTimeout(GIVE_UP_MILLIS);
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aBodyThatDoesNotComeIsAnswered408() throws IOException {
        assertThat(untilHangUp(HEAD)).startsWith("HTTP/1.1 408 ").contains("nothing was done");
        assertThat(untilHangUp(HEAD + "{\"client_order_id\"")).startsWith("HTTP/1.1 408 ");
        String chunked = HEAD.replace("Content-Length: 100", "Transfer-Encoding: chunked");
        assertThat(untilHangUp(chunked + "5\r\n{\"cli\r\n")).startsWith("HTTP/1.1 408 ");
        // Counted when the exchange has ended, so none of them is left to delay the end of the gateway.
        await().until(() -> server.operations(null, "GET", "/metrics", null)
                .body()
                .contains("ringfence_http_requests_total{route=\"/v1/orders\",method=\"POST\",status=\"408\",} 3.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "POST /v1/orders HT", "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Ty"})
    void aHeadThatIsNotFinishedEndsTheConnection(String begun) throws IOException {
        assertThat(untilHangUp(begun)).doesNotStartWith("HTTP/1.1 2");
    }
}
