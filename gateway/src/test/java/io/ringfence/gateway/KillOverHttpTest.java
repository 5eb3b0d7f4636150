package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trip, see, reset: who may, on which port, and what it does to orders and probes. */
class KillOverHttpTest {
    private static final String GLOBAL = "{\"scope\":\"global\",\"level\":\"halted\",\"reason\":\"drill\"}";

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> kill(String token, String body) {
        return server.operations(token, "POST", "/v1/risk/kill", body);
    }

    @Test
    void stopsEverythingAndLetsARiskOfficerResumeIt() {
        server.order(TestServer.TRADER_A1, order("k-1", "buy", "0.1", "59000"));
        HttpResponse<String> tripped = kill(TestServer.OPERATOR, GLOBAL);
        assertThat(tripped.statusCode()).as(tripped.body()).isEqualTo(200);
        assertThat(tripped.body()).contains("\"level\":\"halted\"", "\"canceled\":1", "\"complete\":true");

        HttpResponse<String> refused = server.order(TestServer.TRADER_A1, order("k-2", "buy", "0.1", "59000"));
        assertThat(refused.statusCode()).isEqualTo(423);
        assertThat(refused.body()).contains("\"code\":101", "\"gate\":1", "\"scope\":\"global\"");
        assertThat(server.get(TestServer.VIEWER, "/v1/risk/state").body())
                .contains("\"global\":\"halted\"", "\"reason\":\"drill\"", "\"actor\":\"operator\"");
        await().untilAsserted(() -> assertThat(
                        server.operations(null, "GET", "/health/trading", null).statusCode())
                .isEqualTo(423));
        assertThat(server.operations(null, "GET", "/metrics", null).body())
                .contains("ringfence_kill_state{scope=\"global\",key=\"\",} 2.0");

        String reset = "{\"scope\":\"global\",\"reason\":\"drill over\"}";
        assertThat(server.operations(TestServer.OPERATOR, "POST", "/v1/risk/kill/reset", reset)
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(TestServer.RISK, "POST", "/v1/risk/kill/reset", reset)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.order(TestServer.TRADER_A1, order("k-3", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(201);
        await().untilAsserted(() -> assertThat(
                        server.operations(null, "GET", "/health/trading", null).statusCode())
                .isEqualTo(200));
    }

    @Test
    void refusesEveryoneElse() {
        for (String token :
                new String[] {TestServer.TRADER_A1, TestServer.VIEWER, TestServer.AUDITOR, TestServer.ADMIN}) {
            HttpResponse<String> answer = kill(token, GLOBAL);
            assertThat(answer.statusCode()).as(token).isEqualTo(403);
            assertThat(answer.body()).contains("\"code\":1205", "\"name\":\"AUTH_ROLE\"");
        }
        assertThat(kill(null, GLOBAL).statusCode()).isEqualTo(401);
        assertThat(kill("rf_nobody", GLOBAL).statusCode()).isEqualTo(401);
    }

    @Test
    void tripsOneAccountOrSymbolOnly() {
        assertThat(kill(TestServer.RISK, "{\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.order(TestServer.TRADER_A1, order("k-4", "buy", "0.1", "59000"))
                        .body())
                .contains("\"code\":102", "\"scope\":\"account:A1\"");
        assertThat(server.order(
                                TestServer.TRADER_A2,
                                order("k-5", "buy", "0.1", "59000").replace("A1", "A2"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(kill(TestServer.RISK, "{\"scope\":\"symbol\",\"key\":\"BTC-USD\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.order(
                                TestServer.TRADER_A2,
                                order("k-6", "buy", "0.1", "59000").replace("A1", "A2"))
                        .body())
                .contains("\"code\":103");
        assertThat(kill(TestServer.RISK, "{\"scope\":\"strategy\",\"key\":\"A1/s7\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void wantsToKnowWhatAndWhy() {
        assertThat(kill(TestServer.RISK, "{\"scope\":\"global\"}").statusCode()).isEqualTo(400);
        assertThat(kill(TestServer.RISK, "{\"scope\":\"planet\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(kill(TestServer.RISK, "{\"scope\":\"account\",\"key\":\"ZZ\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(kill(TestServer.RISK, "{\"scope\":\"global\",\"level\":\"mild\",\"reason\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
    }
}
