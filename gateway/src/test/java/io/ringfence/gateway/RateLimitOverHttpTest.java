package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key that asks too much waits; it can still cancel, others are not touched, and a kill is never refused. */
class RateLimitOverHttpTest {
    private final TestServer server = new TestServer(
            GatewayConfig.defaults("paper").withPorts(0, 0).withPolicy(new GatewayConfig.Policy(true, false, 1)));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void refusesWhatIsTooMuchAndNothingThatTakesRiskAway() {
        HttpResponse<String> first = server.order(TestServer.TRADER_A1, order("t-1", "buy", "0.1", "59000"));
        assertThat(first.statusCode()).isEqualTo(201);
        HttpResponse<String> second = server.get(TestServer.TRADER_A1, "/v1/time");
        for (int i = 0; i < 20 && second.statusCode() == 200; i++) {
            second = server.get(TestServer.TRADER_A1, "/v1/time");
        }
        assertThat(second.statusCode()).as(second.body()).isEqualTo(429);
        assertThat(second.body()).contains("\"code\":1016", "\"retryable\":true");
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(second.headers().firstValue("X-RateLimit-Limit")).contains("1");
        assertThat(server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders/" + field(first, "order_id"), null)
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.get(TestServer.TRADER_A2, "/v1/time").statusCode()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(server.operations(
                                    TestServer.OPERATOR,
                                    "POST",
                                    "/v1/risk/kill",
                                    "{\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"again\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
