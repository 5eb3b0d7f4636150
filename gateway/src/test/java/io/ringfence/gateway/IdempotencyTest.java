package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with an Idempotency-Key is done once, whatever a client that lost its answer does. */
class IdempotencyTest {
    private static final String KILL = "{\"scope\":\"global\",\"level\":\"halted\",\"reason\":\"drill\"}";
    private static final String RESET = "{\"scope\":\"global\",\"reason\":\"over\"}";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private CompletableFuture<HttpResponse<String>> later(String token, String key, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                TestServer.request(server.gateway.tradingAddress(), token, "POST", path, body), (name, value) -> true);
        return server.client.sendAsync(
                request.header("Idempotency-Key", key).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> kill(String token, String key, String body) {
        return later(token, key, "/v1/risk/kill", body).join();
    }

    private HttpResponse<String> reset(String key) {
        return later(TestServer.RISK, key, "/v1/risk/kill/reset", RESET).join();
    }

    /** The case that it is for: what was repeated would undo what happened in between. */
    @Test
    void aRepeatedResetDoesNotResumeWhatWasStoppedSince() {
        kill(TestServer.RISK, "a", KILL);
        HttpResponse<String> first = reset("b");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Idempotent-Replay")).isEmpty();
        long sequence = server.core.records.releasedSequence();
        assertThat(kill(TestServer.RISK, "c", KILL).statusCode()).isEqualTo(200);

        HttpResponse<String> again = reset("b");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replay")).contains("true");
        assertThat(server.core.records.releasedSequence())
                .as("one more command, the second stop")
                .isEqualTo(sequence + 1);
        assertThat(server.order(TestServer.TRADER_A1, order("i-1", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(423);
    }

    @Test
    void theSameKeyForAnotherRequestIsRefusedAndTheKeysOfOthersAreTheirs() {
        assertThat(kill(TestServer.RISK, "a", KILL).statusCode()).isEqualTo(200);
        HttpResponse<String> other = kill(TestServer.RISK, "a", KILL.replace("drill", "fire"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("\"code\":1305");
        assertThat(reset("a").statusCode()).as("another path").isEqualTo(422);
        assertThat(kill(TestServer.RISK, "\"a\"", KILL).headers().firstValue("Idempotent-Replay"))
                .as("in quotes it is the same")
                .contains("true");
        assertThat(kill(TestServer.OPERATOR, "a", KILL).headers().firstValue("Idempotent-Replay"))
                .isEmpty();
    }

    @Test
    void whatIsStillAtWorkIsSaidToBe() {
        long before = server.core.records.appendedSequence();
        server.core.records.hold();
        CompletableFuture<HttpResponse<String>> first = later(TestServer.RISK, "a", "/v1/risk/kill", KILL);
        await().until(() -> server.core.records.appendedSequence() > before);
        assertThat(kill(TestServer.RISK, "a", KILL).statusCode()).isEqualTo(409);
        server.core.records.release();
        server.gateway.recordsReleased();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(kill(TestServer.RISK, "a", KILL).body())
                .isEqualTo(first.join().body());
    }

    @Test
    void anApprovalIsGivenOnce() {
        try (TestServer two =
                new TestServer(GatewayConfig.defaults("paper").withPolicy(new GatewayConfig.Policy(true, true, 0)))) {
            two.send(TestServer.RISK, "POST", "/v1/risk/kill", KILL);
            two.send(TestServer.RISK, "POST", "/v1/risk/kill/reset", RESET);
            String seen = "{\"reason\":\"seen\"}";
            HttpRequest request = HttpRequest.newBuilder(
                            TestServer.request(
                                    two.gateway.tradingAddress(),
                                    TestServer.RISK_2,
                                    "POST",
                                    "/v1/risk/approvals/1",
                                    seen),
                            (name, value) -> true)
                    .header("Idempotency-Key", "a")
                    .build();
            HttpResponse<String> first = two.client
                    .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .join();
            assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
            HttpResponse<String> again = two.client
                    .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .join();
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Idempotent-Replay")).contains("true");
        }
    }

    /** What was not done may be sent again under its key. */
    @Test
    void whatWasRefusedBeforeTheCoreIsNotRemembered() {
        assertThat(kill(TestServer.RISK, "a", "{\"scope\":\"global\"}").statusCode())
                .isEqualTo(400);
        HttpResponse<String> corrected = kill(TestServer.RISK, "a", KILL);
        assertThat(corrected.statusCode()).isEqualTo(200);
        assertThat(corrected.headers().firstValue("Idempotent-Replay")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "\"a\"b\"", "12345678901234567890123456789012345678901234567890123456789012345"})
    void refusesWhatIsNoKey(String key) {
        HttpResponse<String> refused = kill(TestServer.RISK, key, KILL);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Idempotency-Key");
    }

    @Test
    void anOrderWaitsForItsVenueWhereThatIsPreferred() {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                TestServer.request(
                        server.gateway.tradingAddress(),
                        TestServer.TRADER_A1,
                        "POST",
                        "/v1/orders",
                        order("p-1", "buy", "0.1", "59000")),
                (name, value) -> true);
        HttpResponse<String> answer = server.client
                .sendAsync(
                        request.header("Prefer", "handling=strict, wait=500").build(),
                        HttpResponse.BodyHandlers.ofString())
                .join();
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=500");
        assertThat(answer.body()).contains("\"status\":\"new\"", "\"exchange_order_id\":\"PAPER-");
        assertThat(server.order(TestServer.TRADER_A1, order("p-2", "buy", "0.1", "59000"))
                        .headers()
                        .firstValue("Preference-Applied"))
                .isEmpty();
    }
}
