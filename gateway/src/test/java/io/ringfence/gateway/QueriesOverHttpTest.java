package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be asked, by whom, and that one's own writes are seen. */
class QueriesOverHttpTest {
    private static TestServer server;
    private static String filled;
    private static String resting;

    @BeforeAll
    static void trade() {
        server = new TestServer();
        filled = field(server.order(TestServer.TRADER_A1, order("q-1", "buy", "0.5", "60005")), "order_id");
        resting = field(server.order(TestServer.TRADER_A1, order("q-2", "buy", "0.1", "59000")), "order_id");
        server.order(TestServer.TRADER_A1, order("q-3", "buy", "6", "60000"));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void showsAnOrderToThoseWhoMaySeeIt() {
        for (String token : new String[] {
            TestServer.TRADER_A1, TestServer.VIEWER, TestServer.RISK, TestServer.AUDITOR, TestServer.ADMIN
        }) {
            HttpResponse<String> answer = server.get(token, "/v1/orders/" + filled);
            assertThat(answer.statusCode()).as(token).isEqualTo(200);
            assertThat(answer.body()).contains("\"status\":\"filled\"", "\"client_order_id\":\"q-1\"");
        }
        HttpResponse<String> foreign = server.get(TestServer.TRADER_A2, "/v1/orders/" + filled);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).contains("\"code\":1101");
        assertThat(server.get(TestServer.VIEWER, "/v1/orders/x").statusCode()).isEqualTo(404);
        assertThat(server.get(TestServer.OPERATOR, "/v1/orders/" + filled).statusCode())
                .isEqualTo(403);
    }

    @Test
    void findsAnOrderByItsClientOrderId() {
        String path = "/v1/orders:by_client_order_id?client_order_id=q-2";
        assertThat(server.get(TestServer.TRADER_A1, path).body()).contains("\"order_id\":\"" + resting + "\"");
        assertThat(server.get(TestServer.VIEWER, path + "&account=A1").statusCode())
                .isEqualTo(200);
        assertThat(server.get(TestServer.VIEWER, path).statusCode()).isEqualTo(400);
        assertThat(server.get(TestServer.TRADER_A2, path).statusCode()).isEqualTo(404);
        assertThat(server.get(TestServer.TRADER_A2, path + "&account=A1").statusCode())
                .isEqualTo(403);
    }

    @Test
    void listsOrdersNewestFirstPageByPage() {
        String open = server.get(TestServer.VIEWER, "/v1/orders?status=open").body();
        assertThat(open).contains("q-2").doesNotContain("q-1").doesNotContain("q-3");
        String closed = server.get(TestServer.VIEWER, "/v1/orders?status=closed&symbol=BTC-USD")
                .body();
        assertThat(closed).contains("q-1", "q-3").doesNotContain("q-2");
        HttpResponse<String> first = server.get(TestServer.TRADER_A1, "/v1/orders?limit=2");
        assertThat(first.body()).contains("q-3", "q-2").doesNotContain("q-1");
        String cursor = field(first, "next_cursor");
        String second = server.get(TestServer.TRADER_A1, "/v1/orders?limit=2&cursor=" + cursor)
                .body();
        assertThat(second).contains("q-1", "\"next_cursor\":null").doesNotContain("q-2");
        assertThat(server.get(TestServer.TRADER_A1, "/v1/orders?after=" + resting)
                        .body())
                .contains("q-3")
                .doesNotContain("q-1");
        assertThat(server.get(TestServer.TRADER_A2, "/v1/orders").body()).contains("\"orders\":[]");
        assertThat(server.get(TestServer.VIEWER, "/v1/orders?status=odd").statusCode())
                .isEqualTo(400);
        assertThat(server.get(TestServer.VIEWER, "/v1/orders?limit=0").statusCode())
                .isEqualTo(400);
        assertThat(server.get(TestServer.VIEWER, "/v1/orders?nonsense=1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void showsExecutions() {
        String all = server.get(TestServer.VIEWER, "/v1/executions").body();
        assertThat(all).contains("\"exec_id\":\"" + filled + "-0\"", "\"last_px\":\"60005\"", "\"last_qty\":\"0.5\"");
        assertThat(server.get(TestServer.TRADER_A1, "/v1/orders/" + filled + "/executions")
                        .body())
                .contains("\"exec_id\":\"" + filled + "-0\"");
        assertThat(server.get(TestServer.VIEWER, "/v1/executions?after=" + filled)
                        .body())
                .contains("\"executions\":[]");
        assertThat(server.get(TestServer.TRADER_A2, "/v1/executions").body()).contains("\"executions\":[]");
    }

    @Test
    void showsPositionsAndAccounts() {
        String positions = server.get(TestServer.TRADER_A1, "/v1/positions").body();
        assertThat(positions)
                .contains("\"symbol\":\"BTC-USD\"", "\"qty\":\"0.5\"", "\"avg_price\":\"60005\"")
                .contains("\"unrealized_pnl\":\"-2.5\"", "\"open_buy_qty\":\"0.1\"");
        HttpResponse<String> account = server.get(TestServer.TRADER_A1, "/v1/accounts/A1");
        assertThat(account.body()).contains("\"cash\":\"469997.5\"", "\"equity\":\"499997.5\"", "\"day_pnl\":\"-2.5\"");
        assertThat(server.get(TestServer.TRADER_A1, "/v1/accounts/A2").statusCode())
                .isEqualTo(404);
        assertThat(server.get(TestServer.VIEWER, "/v1/accounts/ZZ").statusCode())
                .isEqualTo(404);
    }

    @Test
    void showsInstrumentsAndTime() {
        assertThat(server.get(TestServer.OPERATOR, "/v1/instruments").body())
                .contains("\"symbol\":\"BTC-USD\"", "\"lot\":\"0.0001\"", "\"bid\":\"59995\"", "\"dq_score\":\"100\"");
        assertThat(server.get(TestServer.OPERATOR, "/v1/time").body()).containsPattern("\"ts_ns\":\"[0-9]{19}\"");
    }

    @Test
    void showsTheFullRecordOfADecision() {
        HttpResponse<String> decision = server.get(TestServer.AUDITOR, "/v1/decisions/d-" + filled);
        assertThat(decision.statusCode()).as(decision.body()).isEqualTo(200);
        assertThat(decision.body())
                .contains("\"id\":\"d-" + filled + "\"", "\"gate\":8", "\"allowed_qty\":\"0.5\"", "\"account\":\"A1\"");
        assertThat(server.get(TestServer.TRADER_A2, "/v1/decisions/d-" + filled).statusCode())
                .isEqualTo(404);
        assertThat(server.get(TestServer.AUDITOR, "/v1/decisions/d-1").statusCode())
                .isEqualTo(404);
        assertThat(server.get(TestServer.AUDITOR, "/v1/decisions/d-99999").statusCode())
                .isEqualTo(404);
        assertThat(server.get(TestServer.AUDITOR, "/v1/decisions/99").statusCode())
                .isEqualTo(404);
    }

    @Test
    void previewsWithoutATrace() {
        String body = order("p-1", "buy", "2", "60005").replace("\"client_order_id\":\"p-1\",", "");
        HttpResponse<String> preview = server.send(TestServer.TRADER_A1, "POST", "/v1/orders/preview", body);
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body()).contains("\"result\":\"reduce_size\"", "\"code\":704", "\"max_qty_now\":\"1.06");
        String wrong = server.send(
                        TestServer.TRADER_A1, "POST", "/v1/orders/preview", body.replace("\"buy\"", "\"bogus\""))
                .body();
        assertThat(wrong).contains("\"code\":1003", "\"result\":\"reject\"", "\"status_if_sent\":400");
        String eth = body.replace("BTC-USD", "ETH-USD").replace("60005", "3000");
        assertThat(server.send(TestServer.TRADER_A1, "POST", "/v1/orders/preview", eth)
                        .statusCode())
                .isEqualTo(200);
        // A preview that left anything behind would show in the next record, which carries a state hash.
        String next = field(server.send(TestServer.TRADER_A2, "DELETE", "/v1/orders", null), "seq");
        assertThat(server.get(TestServer.VIEWER, "/v1/orders?min_seq=" + next).statusCode())
                .isEqualTo(200);
        assertThat(server.gateway.health().notReady()).isEmpty();
        assertThat(server.get(TestServer.TRADER_A1, "/v1/positions").body()).doesNotContain("ETH-USD");
        assertThat(server.send(TestServer.VIEWER, "POST", "/v1/orders/preview", body)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void waitsForASequenceButNotForEver() {
        assertThat(server.get(TestServer.VIEWER, "/v1/orders?min_seq=" + filled).statusCode())
                .isEqualTo(200);
        HttpResponse<String> ahead = server.get(TestServer.VIEWER, "/v1/orders?min_seq=99999999");
        assertThat(ahead.statusCode()).isEqualTo(503);
        assertThat(ahead.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void explainsProblemTypes() {
        assertThat(server.get(null, "/problems/701").body()).contains("\"name\":\"MAX_ORDER_QTY\"", "\"status\":422");
        assertThat(server.get(null, "/problems/9999").statusCode()).isEqualTo(404);
    }

    @Test
    void findsEveryDecisionOnAnOrder() {
        String id = field(server.order(TestServer.TRADER_A1, order("d-1", "buy", "0.1", "59000")), "order_id");
        server.send(TestServer.TRADER_A1, "PATCH", "/v1/orders/" + id, "{\"qty\":\"0.2\"}");
        server.send(TestServer.TRADER_A1, "PATCH", "/v1/orders/" + id, "{\"qty\":\"6\"}");
        server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders/" + id, null);
        HttpResponse<String> read = server.get(TestServer.AUDITOR, "/v1/decisions?order_id=" + id);
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(read.body().split("\"order_id\":\"" + id + "\"", -1)).hasSize(4);
        assertThat(read.body().split("\"flags\":\\[\"replace\"\\]", -1)).hasSize(3);
        assertThat(read.body()).contains("\"id\":\"d-" + id + "\"", "\"code\":701");
        assertThat(server.get(TestServer.TRADER_A2, "/v1/decisions?order_id=" + id)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get(TestServer.AUDITOR, "/v1/decisions").statusCode()).isEqualTo(400);
    }
}
