package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is used of each limit, and how much more would pass: to whom it is told, and that an order finds it so. */
class HeadroomOverHttpTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellsWhatAnOrderFinds() {
        server.order(TestServer.TRADER_A1, order("h-1", "buy", "1", "60000"));
        HttpResponse<String> read = server.get(TestServer.TRADER_A1, "/v1/risk/headroom?account=A1");
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(read.body())
                .contains("\"gate\":5,\"name\":\"position_count\",\"observed\":\"1\",\"limit\":\"3\",\"used_bps\":3334")
                .contains(
                        "\"gate\":6,\"name\":\"total_exposure\",\"observed\":\"60000\",\"limit\":\"250000\",\"used_bps\":2400")
                .contains(
                        "\"name\":\"position_size\",\"code\":700,\"observed\":\"60000\",\"limit\":\"100000\",\"used_bps\":6000")
                .contains("\"max_qty_now\":\"0.6666\",\"binding_gate\":7");
        assertThat(server.order(TestServer.TRADER_A1, order("h-2", "buy", "0.6667", "60000"))
                        .body())
                .contains("\"result\":\"reduce_size\"", "\"approved_qty\":\"0.6666\"");
    }

    @Test
    void tellsEachKeyOfItsAccounts() {
        assertThat(server.get(TestServer.TRADER_A1, "/v1/risk/headroom").body())
                .contains("\"account\":\"A1\"")
                .doesNotContain("\"account\":\"A2\"");
        assertThat(server.operations(TestServer.RISK, "GET", "/v1/risk/headroom", null)
                        .body())
                .contains("\"account\":\"A1\"", "\"account\":\"A2\"");
        assertThat(server.get(TestServer.TRADER_A1, "/v1/risk/headroom?account=A2")
                        .statusCode())
                .isEqualTo(403);
    }
}
