package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The timer that stops an account when its trader does not come back: armed, re-armed, disarmed, run out. */
class DeadManOverHttpTest {
    private static final String PATH = "/v1/risk/deadman";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> arm(String token, String body) {
        return server.send(token, "POST", PATH, body);
    }

    private static JsonNode tree(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private JsonNode ofAccount(String account) throws IOException {
        for (JsonNode state :
                tree(server.get(TestServer.RISK, "/v1/risk/state")).get("accounts")) {
            if (state.get("account").asText().equals(account)) {
                return state;
            }
        }
        throw new AssertionError(account + " is not in the risk state");
    }

    /** Any command fires what is due; this one is of the other account. */
    private void somethingElseHappens(String id) {
        String other = order(id, "buy", "0.1", "59000").replace("\"A1\"", "\"A2\"");
        assertThat(server.order(TestServer.TRADER_A2, other).statusCode()).isEqualTo(201);
    }

    @Test
    void stopsTheAccountAndCancelsItsOrdersWhenTheTimeRunsOut() throws IOException {
        server.order(TestServer.TRADER_A1, order("d-1", "buy", "0.1", "59000"));
        JsonNode armed = tree(arm(TestServer.TRADER_A1, "{\"account\":\"A1\",\"timeout_ms\":60000}"));
        Instant at = Instant.parse(armed.get("time").asText());
        assertThat(armed.get("armed").asBoolean()).isTrue();
        assertThat(Instant.parse(armed.get("expires_at").asText())).isEqualTo(at.plus(Duration.ofSeconds(60)));
        await().untilAsserted(
                        () -> assertThat(ofAccount("A1").get("dead_man_at")).isEqualTo(armed.get("expires_at")));

        server.core.advance(61_000_000_000L);
        somethingElseHappens("d-2");
        await().untilAsserted(() ->
                assertThat(ofAccount("A1").get("kill_level").asText()).isEqualTo("halted"));
        assertThat(ofAccount("A2").get("kill_level").asText()).isEqualTo("active");
        assertThat(server.get(TestServer.RISK, "/v1/risk/state").body()).contains("\"cause\":\"dead_man\"");
        assertThat(server.get(TestServer.TRADER_A1, "/v1/orders?status=open").body())
                .contains("\"orders\":[]");
        HttpResponse<String> refused = server.order(TestServer.TRADER_A1, order("d-3", "buy", "0.1", "59000"));
        assertThat(refused.statusCode()).isEqualTo(423);

        // The trader who was away can not resume; the risk officer can.
        String reset = "{\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"the line is back\"}";
        assertThat(server.send(TestServer.TRADER_A1, "POST", "/v1/risk/kill/reset", reset)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(TestServer.RISK, "POST", "/v1/risk/kill/reset", reset)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.order(TestServer.TRADER_A1, order("d-4", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void beginsAnewWithEachCallAndEndsWithZero() throws IOException {
        arm(TestServer.TRADER_A1, "{\"timeout_ms\":60000}");
        server.core.advance(40_000_000_000L);
        assertThat(arm(TestServer.TRADER_A1, "{\"timeout_ms\":60000}").statusCode())
                .isEqualTo(200);
        server.core.advance(40_000_000_000L);
        somethingElseHappens("z-1");
        assertThat(server.order(TestServer.TRADER_A1, order("z-2", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(201);
        JsonNode disarmed = tree(arm(TestServer.TRADER_A1, "{\"timeout_ms\":0}"));
        assertThat(disarmed.get("armed").asBoolean()).isFalse();
        assertThat(disarmed.get("expires_at").isNull()).isTrue();
        server.core.advance(90_000_000_000_000L);
        somethingElseHappens("z-3");
        await().untilAsserted(() ->
                assertThat(ofAccount("A1").get("dead_man_at").isNull()).isTrue());
        assertThat(ofAccount("A1").get("kill_level").asText()).isEqualTo("active");
    }

    @Test
    void isOfTheOwnAccountAndOfATimeThatMakesSense() {
        assertThat(arm(TestServer.TRADER_A2, "{\"account\":\"A1\",\"timeout_ms\":0}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(arm(TestServer.TRADER_ALL, "{\"timeout_ms\":60000}").body()).contains("\\\"account\\\" is missing");
        assertThat(arm(TestServer.TRADER_ALL, "{\"account\":\"A9\",\"timeout_ms\":60000}")
                        .statusCode())
                .isIn(403, 404);
        for (String timeout : new String[] {"-1", "999", "86400001", "\"soon\"", "1.5"}) {
            HttpResponse<String> refused = arm(TestServer.TRADER_A1, "{\"timeout_ms\":" + timeout + "}");
            assertThat(refused.statusCode()).as(timeout).isEqualTo(400);
            assertThat(refused.body()).contains("timeout_ms");
        }
        assertThat(arm(TestServer.TRADER_A1, "{}").body()).contains("0 disarms");
        assertThat(arm(TestServer.RISK, "{\"account\":\"A1\",\"timeout_ms\":60000}")
                        .statusCode())
                .isEqualTo(403);
    }
}
