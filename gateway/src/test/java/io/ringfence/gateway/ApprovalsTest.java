package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where it takes two persons to let more risk in: one asks, another approves, and stopping needs nobody else. */
class ApprovalsTest {
    private static final String RESET = "/v1/risk/kill/reset";
    private static final String APPROVALS = "/v1/risk/approvals";
    private static final String SEEN = "{\"reason\":\"seen\"}";
    private static final String LOOSER =
            "{\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"more\",\"limits\":{\"gross_abs\":\"900000\"}}";
    private static final String STRICTER =
            "{\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"less\",\"limits\":{\"gross_abs\":\"1000\"}}";

    private final TestServer server =
            new TestServer(GatewayConfig.defaults("paper").withPolicy(new GatewayConfig.Policy(true, true, 0)));

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> stop() {
        return server.operations(
                TestServer.RISK, "POST", "/v1/risk/kill", "{\"scope\":\"global\",\"reason\":\"drill\"}");
    }

    private HttpResponse<String> approve(String token, String id) {
        return server.operations(token, "POST", APPROVALS + "/" + id, SEEN);
    }

    private int placed(String id) {
        return server.order(TestServer.TRADER_A1, order(id, "buy", "0.01", "59000"))
                .statusCode();
    }

    @Test
    void stopsAtOnceAndResumesWithTwo() {
        assertThat(stop().statusCode()).as("stopping takes one").isEqualTo(200);
        HttpResponse<String> asked =
                server.send(TestServer.RISK, "POST", RESET, "{\"scope\":\"global\",\"reason\":\"over\"}");
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.headers().firstValue("Location")).contains(APPROVALS + "/1");
        assertThat(placed("t-1")).as("nothing is done yet").isEqualTo(423);
        assertThat(server.get(TestServer.AUDITOR, APPROVALS).body())
                .contains("\"action\":\"kill_reset\"", "\"subject\":\"global\"", "\"reason\":\"over\"");

        HttpResponse<String> own = approve(TestServer.RISK, "1");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("a second person");
        assertThat(approve(TestServer.OPERATOR, "1").statusCode()).isEqualTo(403);
        HttpResponse<String> approved = approve(TestServer.RISK_2, "1");
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        assertThat(approved.body()).contains("\"level\":\"active\"");
        assertThat(placed("t-2")).isEqualTo(201);
        assertThat(approve(TestServer.RISK_2, "1").statusCode()).as("once").isEqualTo(404);
        assertThat(server.get(TestServer.AUDITOR, APPROVALS).body()).isEqualTo("{\"approvals\":[]}");
    }

    @Test
    void tightensAtOnceAndLoosensWithTwoAtTheVersionThatWasAskedFor() {
        HttpResponse<String> asked = server.putLimits(TestServer.RISK, "\"1\"", LOOSER);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        HttpResponse<String> stricter = server.putLimits(TestServer.RISK, "\"1\"", STRICTER);
        assertThat(stricter.statusCode()).as("tightening takes one").isEqualTo(200);
        assertThat(approve(TestServer.RISK_2, field(asked, "approval_id")).statusCode())
                .as("decided on limits that are no more")
                .isEqualTo(412);

        String version = "\"" + field(stricter, "version") + "\"";
        HttpResponse<String> again = server.putLimits(TestServer.RISK, version, LOOSER);
        HttpResponse<String> made = approve(TestServer.RISK_2, field(again, "approval_id"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).contains("\"change\":\"loosened\"", "\"after\":\"900000\"");
    }

    @Test
    void dropsWhatIsWithdrawn() {
        stop();
        server.send(TestServer.RISK, "POST", RESET, "{\"scope\":\"global\",\"reason\":\"over\"}");
        assertThat(server.operations(TestServer.RISK, "DELETE", APPROVALS + "/1", null)
                        .body())
                .contains("\"approval_id\":\"1\"");
        assertThat(approve(TestServer.RISK_2, "1").statusCode()).isEqualTo(404);
        assertThat(approve(TestServer.RISK_2, "x").statusCode()).isEqualTo(404);
        assertThat(placed("w-1")).isEqualTo(423);
    }

    @Test
    void theJournalHasBothPersons() throws IOException {
        stop();
        server.send(TestServer.RISK, "POST", RESET, "{\"scope\":\"global\",\"reason\":\"over\"}");
        approve(TestServer.RISK_2, "1");
        try (EventClient client = new EventClient(
                server.gateway.tradingAddress(), TestServer.VIEWER, "/v1/stream?channels=kill&from_seq=1", null)) {
            assertThat(client.next().data()).contains("\"level\":\"halted\"", "\"actor\":\"risk\"");
            assertThat(client.next().data())
                    .contains("\"level\":\"active\"", "\"reason\":\"over\"", "\"actor\":\"risk and risk~2\"");
        }
    }
}
