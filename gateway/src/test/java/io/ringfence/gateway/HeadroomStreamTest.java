package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.gateway.EventClient.Event;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Headroom as it changes: the figures of the endpoint, of the own accounts, without a place in the journal. */
class HeadroomStreamTest {
    private static final int GROSS = 6;

    private final ObjectMapper json = new ObjectMapper();
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private EventClient listen(String token, String query) throws IOException {
        return new EventClient(server.gateway.tradingAddress(), token, "/v1/stream?" + query, null);
    }

    private static String grossObserved(JsonNode account) {
        for (JsonNode gate : account.get("gates")) {
            if (gate.get("gate").asInt() == GROSS) {
                return gate.get("observed").asText();
            }
        }
        throw new AssertionError(account.toString());
    }

    /** Market data ages and changes what is told besides. */
    private JsonNode awaitGross(EventClient client, String gross) throws IOException {
        while (true) {
            Event event = client.next();
            assertThat(event.type()).isEqualTo("headroom");
            assertThat(event.id()).as("it has no place").isEmpty();
            JsonNode told = json.readTree(event.data());
            assertThat(told.get("headroom").get("account").asText()).isEqualTo("A1");
            if (grossObserved(told.get("headroom")).equals(gross)) {
                return told;
            }
        }
    }

    @Test
    void tellsWhatIsUsedNowAndWhenItChanges() throws IOException {
        try (EventClient client = listen(TestServer.TRADER_A1, "channels=headroom")) {
            awaitGross(client, "0");
            HttpResponse<String> placed = server.order(TestServer.TRADER_A1, order("h-1", "buy", "0.5", "60000"));
            JsonNode told = awaitGross(client, "30000");
            assertThat(told.get("as_of_seq").asLong()).isGreaterThanOrEqualTo(Long.parseLong(field(placed, "seq")));
            JsonNode asked = json.readTree(server.get(TestServer.TRADER_A1, "/v1/risk/headroom?account=A1")
                    .body());
            assertThat(told.get("headroom").get("gates"))
                    .isEqualTo(asked.get("accounts").get(0).get("gates"));
        }
    }

    @Test
    void leavesTheIdOfTheLastEventOfTheJournal() throws IOException {
        try (EventClient client = listen(TestServer.VIEWER, "channels=orders,headroom&account=A1")) {
            assertThat(client.next().type()).isEqualTo("headroom");
            HttpResponse<String> placed = server.order(TestServer.TRADER_A1, order("h-2", "buy", "0.1", "59000"));
            Event event = client.next();
            while (!event.type().equals("order_accepted")) {
                event = client.next();
            }
            String id = event.id();
            assertThat(id).startsWith(field(placed, "seq") + "-");
            while (!event.type().equals("headroom")) {
                event = client.next();
            }
            assertThat(event.id()).isEqualTo(id);
        }
    }

    @Test
    void isOnTheWebSocketToo() throws IOException {
        try (SocketClient client = new SocketClient(server.gateway.tradingAddress(), TestServer.TRADER_A1)) {
            client.ask("{\"op\":\"subscribe\",\"channels\":[\"headroom\"]}");
            JsonNode told = json.readTree(client.event());
            assertThat(told.get("type").asText()).isEqualTo("headroom");
            assertThat(told.has("id")).isFalse();
            assertThat(grossObserved(told.get("headroom"))).isEqualTo("0");
        }
    }
}
