package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mass cancel of more orders than one slice of 256 takes. */
class MassCancelOverHttpTest {
    private static final int ORDERS = 600;

    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private void rest(String prefix, String side, String price, int count) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(server.orderLater(TestServer.TRADER_A1, order(prefix + i, side, "0.0002", price)));
        }
        answers.forEach(answer -> assertThat(answer.join().body()).contains("\"status\":\"new\""));
    }

    private int open() {
        String listed = server.get(TestServer.TRADER_A1, "/v1/orders?status=open&limit=500")
                .body();
        return listed.split("\"order_id\"", -1).length - 1;
    }

    @Test
    void endsEveryOrderInSlicesOfWhichTheAnswerTellsTheFirst() {
        rest("b-", "buy", "59000", ORDERS);
        rest("s-", "sell", "61000", 3);
        HttpResponse<String> answer =
                server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders?account=A1&symbol=BTC-USD&side=buy", null);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"canceled\":256", "\"complete\":false");
        await().until(() -> open() == 3);
        assertThat(server.get(TestServer.TRADER_A1, "/v1/orders?status=closed&limit=1")
                        .body())
                .contains("\"cancel_reason\":\"mass_cancel\"");
        HttpResponse<String> again =
                server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders?account=A1&symbol=BTC-USD&side=buy", null);
        assertThat(again.body()).contains("\"canceled\":0", "\"complete\":true");
        assertThat(server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders", null)
                        .body())
                .contains("\"canceled\":3", "\"complete\":true");
        assertThat(server.gateway.health().notReady()).isEmpty();
    }
}
