package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.field;
import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.units.Decimal;
import io.ringfence.gateway.EventClient.Event;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the stream says of limits that change, limits that are nearly used, and stops that fire. */
class StreamRiskEventsTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private EventClient listen(String channels) throws IOException {
        return new EventClient(
                server.gateway.tradingAddress(), TestServer.TRADER_A1, "/v1/stream?channels=" + channels, null);
    }

    @Test
    void tellsOfNewLimitsAndOfTheirUse() throws IOException {
        try (EventClient client = listen("risk")) {
            HttpResponse<String> changed = server.putLimits(
                    TestServer.RISK,
                    "\"1\"",
                    "{\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"less\",\"limits\":{\"gross_abs\":\"100000\"}}");
            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            Event limits = client.next();
            assertThat(limits.type()).isEqualTo("limits_changed");
            assertThat(limits.data())
                    .contains(
                            "\"channel\":\"risk\"",
                            "\"version\":\"" + field(changed, "version") + "\"",
                            "\"scope\":\"account\"",
                            "\"key\":\"A1\"",
                            "\"seq\":\"" + field(changed, "seq") + "\"");
            // 72,000 of 100,000.
            server.order(TestServer.TRADER_A1, order("w-1", "buy", "1.2", "60005"));
            Event warning = client.next();
            assertThat(warning.type()).isEqualTo("usage_warning");
            assertThat(warning.data())
                    .contains("\"account\":\"A1\"", "\"gate\":6", "\"stage\":\"warning\"", "\"used_bps\":7200");
        }
    }

    @Test
    void tellsThatAStopFired() throws IOException {
        try (EventClient client = listen("orders")) {
            String stop = "{\"client_order_id\":\"st-1\",\"account\":\"A1\",\"symbol\":\"BTC-USD\",\"side\":\"buy\","
                    + "\"type\":\"stop\",\"time_in_force\":\"gtc\",\"qty\":\"0.1\",\"stop_price\":\"60100\"}";
            HttpResponse<String> placed = server.order(TestServer.TRADER_A1, stop);
            assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
            assertThat(client.next().type()).isEqualTo("order_accepted");
            CommandWriter writer = new CommandWriter();
            long size = Decimal.parseE8("100");
            writer.origin(0, 0, 0, 0);
            writer.quote(
                    Fixture.BTC,
                    Decimal.parseE8("60110"),
                    size,
                    Decimal.parseE8("60120"),
                    size,
                    Decimal.parseE8("60115"));
            server.core.publishKill(writer.buffer(), 0, writer.length());
            Event triggered = client.next();
            assertThat(triggered.type()).isEqualTo("order_triggered");
            assertThat(triggered.data())
                    .contains(
                            "\"exec_type\":\"triggered\"",
                            "\"order_id\":\"" + field(placed, "order_id") + "\"",
                            "\"client_order_id\":\"st-1\"",
                            "\"account\":\"A1\"");
        }
    }
}
