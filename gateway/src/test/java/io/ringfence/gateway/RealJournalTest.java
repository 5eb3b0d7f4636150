package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything real: sandbox keys, sockets, ring, engine, Chronicle journal, readers behind its barrier. */
class RealJournalTest {
    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void answersFromTheJournal() throws Exception {
        try (JournalServer server = new JournalServer(data)) {
            Gateway gateway = server.gateway;
            assertThat(gateway.health().followerLag())
                    .as("orders are taken when the names are known")
                    .isZero();
            await().until(() ->
                    gateway.health().notReady().isEmpty() && gateway.health().followerLag() == 0);
            trade(gateway, server.tokens);
            assertThat(gateway.health().notReady()).isEmpty();
        }
    }

    private void trade(Gateway gateway, Properties tokens) throws Exception {
        String trader = tokens.getProperty("trader.A1");
        String body = order("j-1", "buy", "0.5", "60005");
        HttpResponse<String> first = send(gateway, trader, "POST", "/v1/orders", body);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        for (int i = 0; i < 200; i++) {
            String resting = order("j-r" + i, "buy", "0.0002", "59000");
            assertThat(send(gateway, trader, "POST", "/v1/orders", resting).statusCode())
                    .isEqualTo(201);
        }
        HttpResponse<String> again = send(gateway, trader, "POST", "/v1/orders", body);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        String id = field(first, "order_id");
        assertThat(send(gateway, tokens.getProperty("auditor"), "GET", "/v1/decisions/d-" + id, null)
                        .statusCode())
                .isEqualTo(200);
        String kill = "{\"scope\":\"global\",\"reason\":\"drill\"}";
        HttpResponse<String> killed = send(gateway, tokens.getProperty("operator"), "POST", "/v1/risk/kill", kill);
        assertThat(killed.body()).contains("\"canceled\":200", "\"complete\":true");
        assertThat(send(gateway, trader, "POST", "/v1/orders", order("j-2", "buy", "0.1", "59000"))
                        .statusCode())
                .isEqualTo(423);
    }

    private HttpResponse<String> send(Gateway gateway, String token, String method, String path, String body)
            throws Exception {
        return client.send(
                TestServer.request(gateway.tradingAddress(), token, method, path, body),
                HttpResponse.BodyHandlers.ofString());
    }
}
