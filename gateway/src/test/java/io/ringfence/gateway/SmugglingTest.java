package io.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of which two readers could disagree where they end. Behind each comes a second one that would be answered 202
 * and cancel everything: it must never be reached, neither as the rest of the first nor as a request of its own.
 */
class SmugglingTest {
    private static final String HIDDEN =
            "DELETE /v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TestServer.TRADER_A1 + "\r\n\r\n";
    private static final String START = "POST /v1/orders/preview HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + TestServer.TRADER_A1 + "\r\nContent-Type: application/json\r\n";
    private static final String CHUNK = "2\r\n{}\r\n0\r\n\r\n";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static List<String> requests() {
        List<String> requests = new ArrayList<>();
        for (String lengths : new String[] {
            "Content-Length: 2\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 2",
            "Content-Length: 2\r\nContent-Length: 0",
            "Content-Length: 2\r\nContent-Length: 2",
            "Content-Length: 2, 2",
            "Content-Length: +2",
            "Content-Length: -2",
            "Content-Length: 0x2",
            "Content-Length: 2 2",
            "Content-Length: 2;",
            "Content-Length: 18446744073709551618",
            "Content-Length : 2",
            "Content-Length\t: 2",
            " Content-Length: 2",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding:\u000bchunked",
            "Transfer-Encoding: chunked\u0000",
            "X: y\nTransfer-Encoding: chunked",
            "X: y\rTransfer-Encoding: chunked",
            "X\u0000: y\r\nContent-Length: 2",
            ": y\r\nContent-Length: 2",
            "no colon\r\nContent-Length: 2",
        }) {
            String content = lengths.contains("chunked") ? CHUNK : "{}";
            requests.add(START + lengths + "\r\n\r\n" + content);
        }
        for (String chunks : new String[] {
            "FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
            "8000000000000000\r\n{}\r\n0\r\n\r\n",
            "-2\r\n{}\r\n0\r\n\r\n",
            "+2\r\n{}\r\n0\r\n\r\n",
            "0x2\r\n{}\r\n0\r\n\r\n",
            "2 \r\n{}\r\n0\r\n\r\n",
            "\r\n{}\r\n0\r\n\r\n",
            "2\n{}\n0\n\n",
            "2\r\n{}0\r\n\r\n",
            "2\r\n{}XX0\r\n\r\n",
            "2;\u0000\r\n{}\r\n0\r\n\r\n",
            "0\r\nContent-Length: 90\r\n\r\n",
        }) {
            requests.add(START + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
        }
        requests.add("GET /v1/time HTTP/1.1\r\nHost: x\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n");
        requests.add("GET /v1/time HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        requests.add("GET /v1/time HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 5\r\n\r\n");
        requests.add("GET /v1/time HTTP/0.9\r\n\r\n");
        requests.add("GET /v1/time HTTP/1.1 \r\nHost: x\r\n\r\nX");
        requests.add("GET  /v1/time HTTP/1.1\r\nHost: x\r\n\r\nX");
        requests.add("GET\u0000/v1/time HTTP/1.1\r\nHost: x\r\n\r\nX");
        return requests;
    }

    @ParameterizedTest
    @MethodSource("requests")
    void neverReachesWhatIsHidden(String request) throws IOException {
        String answers = exchange(request + HIDDEN);
        assertThat(answers).as(request).doesNotContain("HTTP/1.1 202", "HTTP/1.1 5");
    }

    private static String exchange(String bytes) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                server.gateway.tradingAddress().getPort())) {
            socket.setSoTimeout(20_000);
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (java.net.SocketException e) {
                // Hung up on while it was still talking.
                return "";
            }
        }
    }
}
