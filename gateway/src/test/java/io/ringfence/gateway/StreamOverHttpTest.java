package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.gateway.EventClient.Event;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a listener is told, what it may see, and where it may begin. */
class StreamOverHttpTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private EventClient listen(String token, String query, String lastEventId) throws IOException {
        return new EventClient(server.gateway.tradingAddress(), token, "/v1/stream" + query, lastEventId);
    }

    private static String ofA2(String id) {
        return order(id, "buy", "0.1", "59000").replace("\"A1\"", "\"A2\"");
    }

    @Test
    void tellsAnOrdersLifeInWords() throws IOException {
        try (EventClient client = listen(TestServer.TRADER_A1, "", null)) {
            HttpResponse<String> placed = server.order(TestServer.TRADER_A1, order("e-1", "buy", "0.5", "60005"));
            String id = field(placed, "order_id");
            Event decision = client.next();
            assertThat(decision.type()).isEqualTo("decision");
            assertThat(decision.data())
                    .contains(
                            "\"channel\":\"decisions\"",
                            "\"order_id\":\"" + id + "\"",
                            "\"result\":\"approve\"",
                            "\"gate\":8",
                            "\"mode\":\"paper\"");
            assertThat(client.next().data())
                    .contains(
                            "\"type\":\"order_accepted\"",
                            "\"exec_type\":\"new\"",
                            "\"ord_status\":\"new\"",
                            "\"client_order_id\":\"e-1\"",
                            "\"order_qty\":\"0.5\"",
                            "\"leaves_qty\":\"0.5\"");
            Event execution = client.next();
            assertThat(execution.data())
                    .contains(
                            "\"exec_type\":\"trade\"",
                            "\"ord_status\":\"filled\"",
                            "\"account\":\"A1\"",
                            "\"symbol\":\"BTC-USD\"",
                            "\"side\":\"buy\"",
                            "\"last_px\":\"60005\"",
                            "\"last_qty\":\"0.5\"",
                            "\"leaves_qty\":\"0\"");
            HttpResponse<String> listed = server.get(TestServer.TRADER_A1, "/v1/orders/" + id + "/executions");
            String execId = field(listed, "exec_id");
            assertThat(execution.data()).as("one execution has one id").contains("\"exec_id\":\"" + execId + "\"");
        }
    }

    @Test
    void tellsCancelsReplacesAndRefusals() throws IOException {
        String id = field(server.order(TestServer.TRADER_A1, order("c-1", "buy", "0.1", "59000")), "order_id");
        try (EventClient client = listen(TestServer.TRADER_A1, "?channels=orders", null)) {
            String change = "{\"client_order_id\":\"c-2\",\"qty\":\"0.2\"}";
            assertThat(server.send(TestServer.TRADER_A1, "PATCH", "/v1/orders/" + id, change)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.next().data())
                    .contains(
                            "\"type\":\"order_replaced\"",
                            "\"client_order_id\":\"c-1\"",
                            "\"replace_client_order_id\":\"c-2\"",
                            "\"order_qty\":\"0.2\"",
                            "\"limit_price\":\"59000\"");
            server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders/" + id, null);
            assertThat(client.next().data())
                    .contains("\"exec_type\":\"canceled\"", "\"ord_status\":\"canceled\"", "\"text\":\"user\"");
            server.send(TestServer.TRADER_A1, "DELETE", "/v1/orders/" + id, null);
            assertThat(client.next().data())
                    .contains("\"type\":\"cancel_rejected\"", "\"account\":\"A1\"", "\"request\":\"cancel\"");
            server.order(TestServer.TRADER_A1, order("c-3", "buy", "500", "59000"));
            assertThat(client.next().data())
                    .contains("\"type\":\"order_rejected\"", "\"leaves_qty\":\"0\"", "\"code\":7");
        }
    }

    @Test
    void tellsEverybodyOfAGlobalKillAndNobodyOfAnothersAccount() throws IOException {
        try (EventClient trader = listen(TestServer.TRADER_A1, "?channels=kill,orders", null);
                EventClient auditor = listen(TestServer.AUDITOR, "?channels=kill,orders&account=A2", null)) {
            server.order(TestServer.TRADER_A2, ofA2("o-1"));
            server.order(TestServer.TRADER_A1, order("o-2", "buy", "0.1", "59000"));
            kill("{\"scope\":\"account\",\"key\":\"A2\",\"cancel\":false,\"reason\":\"one\"}");
            kill("{\"scope\":\"global\",\"cancel\":false,\"reason\":\"all\"}");

            assertThat(trader.next().data()).contains("\"client_order_id\":\"o-2\"");
            assertThat(trader.next().data())
                    .contains("\"type\":\"kill_changed\"", "\"scope\":\"global\"", "\"reason\":\"all\"")
                    .contains("\"level\":\"halted\"", "\"actor\":\"operator\"");

            assertThat(auditor.next().data()).contains("\"client_order_id\":\"o-1\"");
            assertThat(auditor.next().data()).contains("\"key\":\"A2\"", "\"reason\":\"one\"");
            assertThat(auditor.next().data()).contains("\"reason\":\"all\"");
        }
    }

    private void kill(String body) {
        HttpResponse<String> killed = server.operations(TestServer.OPERATOR, "POST", "/v1/risk/kill", body);
        assertThat(killed.statusCode()).as(killed.body()).isEqualTo(200);
    }

    @Test
    void goesOnBehindAnyEvent() throws IOException {
        for (int i = 0; i < 20; i++) {
            server.order(TestServer.TRADER_A1, order("r-" + i, "buy", "0.01", "60005"));
        }
        List<Event> all = new ArrayList<>();
        try (EventClient client = listen(TestServer.TRADER_A1, "?from_seq=1", null)) {
            while (all.isEmpty() || !all.get(all.size() - 1).data().contains("\"r-19\"") || all.size() < 60) {
                all.add(client.next());
            }
        }
        for (int i = 0; i + 1 < all.size(); i++) {
            try (EventClient client =
                    listen(TestServer.TRADER_A1, "?from_seq=1", all.get(i).id())) {
                assertThat(client.next()).isEqualTo(all.get(i + 1));
            }
        }
    }

    @Test
    void refusesWhatItCanNotServe() throws IOException {
        assertThat(status(TestServer.VIEWER, "?channels=orders,gossip", null)).isEqualTo(400);
        assertThat(status(TestServer.VIEWER, "?from_seq=0", null)).isEqualTo(400);
        assertThat(status(TestServer.VIEWER, "", "yesterday")).isEqualTo(400);
        assertThat(status(TestServer.VIEWER, "?from_seq=1000000", null)).isEqualTo(409);
        assertThat(status(TestServer.TRADER_A1, "?account=A2", null))
                .isEqualTo(server.get(TestServer.TRADER_A1, "/v1/orders?account=A2")
                        .statusCode());
        assertThat(status(TestServer.OPERATOR, "", null)).isEqualTo(403);
        assertThat(status("rf_nobody", "", null)).isEqualTo(401);
    }

    private int status(String token, String query, String lastEventId) throws IOException {
        try (EventClient client = listen(token, query, lastEventId)) {
            return client.status;
        }
    }

    @Test
    void takesSoManyAndNoticesWhoLeft() throws IOException {
        List<EventClient> clients = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            clients.add(listen(TestServer.VIEWER, "", null));
        }
        assertThat(status(TestServer.VIEWER, "", null)).isEqualTo(503);
        assertThat(metrics()).contains("ringfence_stream_clients 256.0", "ringfence_stream_alive 1.0");
        for (EventClient client : clients) {
            client.close();
        }
        await().untilAsserted(() -> assertThat(metrics()).contains("ringfence_stream_clients 0.0"));
        assertThat(status(TestServer.VIEWER, "", null)).isEqualTo(200);
    }

    private String metrics() {
        return server.operations(null, "GET", "/metrics", null).body();
    }

    /** A client that stops reading for a while holds nobody up, and then has everything. */
    @Test
    void waitsForAClientThatPauses() throws IOException {
        try (EventClient pausing = new EventClient(
                        server.gateway.tradingAddress(), TestServer.VIEWER, "/v1/stream?from_seq=1", null, 4096);
                EventClient reading = listen(TestServer.VIEWER, "?from_seq=1", null)) {
            List<Event> all = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                server.order(TestServer.TRADER_A1, order("p-" + i, "buy", "0.0002", "59000"));
            }
            while (all.isEmpty() || !isAccepted(all.get(all.size() - 1), "p-1999")) {
                all.add(reading.next());
            }
            List<Event> late = new ArrayList<>();
            while (late.size() < all.size()) {
                late.add(pausing.next());
            }
            assertThat(late).containsExactlyElementsOf(all);
        }
    }

    private static boolean isAccepted(Event event, String id) {
        return event.type().startsWith("order_") && event.data().contains("\"client_order_id\":\"" + id + "\"");
    }

    @Test
    void endsInOrderWhenTheGatewayStops() throws IOException {
        try (EventClient client = listen(TestServer.VIEWER, "", null)) {
            server.order(TestServer.TRADER_A1, order("z-1", "buy", "0.1", "59000"));
            server.gateway.stopServing();
            assertThat(client.next().type()).isEqualTo("decision");
            assertThat(client.next().type()).isEqualTo("order_accepted");
            assertThatThrownBy(client::next).isInstanceOf(EOFException.class).hasMessage("the stream has ended");
        }
    }
}
