package io.ringfence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.gateway.auth.SignedRequest;
import io.ringfence.gateway.auth.SignedText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signed requests over a real socket. */
class SignedOverHttpTest {
    private static TestServer server;
    private static int count;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static SignedRequest sign(String method, String path, String body) {
        count++;
        // What was signed within a second of the start is refused; until then the test signs ahead of its clock.
        long now = System.currentTimeMillis();
        return SignedRequest.sign(
                TestServer.SIGNER,
                "signer.A1",
                Math.max(now, server.startedAtMillis + 1_001),
                nonce(),
                method,
                path,
                body);
    }

    private static String nonce() {
        return "a-nonce-of-" + (100_000 + count);
    }

    private static HttpResponse<String> send(SignedRequest request, String... more) throws Exception {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + server.gateway.tradingAddress().getPort() + request.path()))
                .header(SignedText.KEY, request.key())
                .header(SignedText.TIMESTAMP, request.timestamp())
                .header(SignedText.NONCE, request.nonce())
                .header(SignedText.SIGNATURE, request.signature())
                .method(
                        request.method(),
                        request.text().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(request.text()));
        if (!request.text().isEmpty()) {
            builder.header("Content-Type", "application/json");
        }
        if (more.length > 0) {
            builder.headers(more);
        }
        return server.client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String order(String id) {
        return "{\"client_order_id\":\"" + id + "\",\"account\":\"A1\",\"symbol\":\"BTC-USD\",\"side\":\"buy\","
                + "\"type\":\"limit\",\"qty\":\"0.1\",\"limit_price\":\"59000\"}";
    }

    @Test
    void takesASignedOrderOnce() throws Exception {
        SignedRequest request = sign("POST", "/v1/orders", order("signed-1"));
        HttpResponse<String> taken = send(request);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        HttpResponse<String> again = send(request);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body()).contains("\"code\":1204", "sign anew");
    }

    @Test
    void signsThePathAndTheQueryAsTheyGoOverTheWire() throws Exception {
        String path = "/v1/orders:by_client_order_id?client_order_id=a%2Db&account=A1";
        HttpResponse<String> answer = send(sign("GET", path, ""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":1101");
    }

    @Test
    void takesNoAlteredRequest() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            SignedRequest altered =
                    sign("POST", "/v1/orders", order("altered-" + i)).altered(random, "signer.A2");
            HttpResponse<String> answer;
            try {
                answer = send(altered);
            } catch (IllegalArgumentException | IOException e) {
                // A path that no client can send.
                continue;
            }
            assertThat(answer.statusCode()).as("%s: %s", altered, answer.body()).isIn(400, 401, 404, 405);
        }
        HttpResponse<String> orders = server.get(TestServer.VIEWER, "/v1/orders?status=all");
        assertThat(orders.body()).doesNotContain("altered-");
    }

    @Test
    void takesOneProofOnly() throws Exception {
        HttpResponse<String> both =
                send(sign("GET", "/v1/positions", ""), "Authorization", "Bearer " + TestServer.VIEWER);
        assertThat(both.statusCode()).isEqualTo(401);
        assertThat(both.body()).contains("not both");
    }

    @Test
    void aSignatureGivesTheRoleOfItsKeyAndNoMore() throws Exception {
        HttpResponse<String> kill =
                send(sign("POST", "/v1/risk/kill", "{\"scope\":\"global\",\"reason\":\"not mine to trip\"}"));
        assertThat(kill.statusCode()).isEqualTo(403);
        assertThat(kill.body()).contains("\"code\":1205");
        HttpResponse<String> other =
                send(sign("POST", "/v1/orders", order("signed-9").replace("\"A1\"", "\"A2\"")));
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("\"code\":1207");
    }
}
