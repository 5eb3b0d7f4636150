package io.ringfence.gateway;

import static io.ringfence.gateway.OrdersOverHttpTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.schema.CancelRejectedDecoder;
import io.ringfence.engine.schema.DayRollDecoder;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.KillChangedDecoder;
import io.ringfence.engine.schema.LatchChangedDecoder;
import io.ringfence.engine.schema.LimitsChangedDecoder;
import io.ringfence.engine.schema.OrderAcceptedDecoder;
import io.ringfence.engine.schema.OrderCanceledDecoder;
import io.ringfence.engine.schema.OrderQuarantinedDecoder;
import io.ringfence.engine.schema.OrderRejectedDecoder;
import io.ringfence.engine.schema.OrderReplacedDecoder;
import io.ringfence.engine.schema.OrderTriggeredDecoder;
import io.ringfence.engine.schema.UsageWarningDecoder;
import io.ringfence.gateway.EventClient.Event;
import io.ringfence.gateway.record.CommitRecord;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.ReleasedRecords;
import java.io.EOFException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a client's connections, in the end it has each event of the journal once and in order. */
class StreamFromJournalTest {
    private static final int DISCONNECTS = 1_000;
    private static final int ORDERS = 2_500;
    private static final Set<Integer> TOLD = Set.of(
            DecisionDecoder.TEMPLATE_ID,
            OrderAcceptedDecoder.TEMPLATE_ID,
            OrderRejectedDecoder.TEMPLATE_ID,
            ExecutionDecoder.TEMPLATE_ID,
            OrderCanceledDecoder.TEMPLATE_ID,
            OrderReplacedDecoder.TEMPLATE_ID,
            CancelRejectedDecoder.TEMPLATE_ID,
            OrderTriggeredDecoder.TEMPLATE_ID,
            KillChangedDecoder.TEMPLATE_ID,
            DayRollDecoder.TEMPLATE_ID,
            LimitsChangedDecoder.TEMPLATE_ID,
            LatchChangedDecoder.TEMPLATE_ID,
            UsageWarningDecoder.TEMPLATE_ID,
            OrderQuarantinedDecoder.TEMPLATE_ID);

    @TempDir
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    /** The last event there will be; null while there is trading. */
    private String end;

    @Test
    void disconnectsAThousandTimesAndMissesNothing() throws Exception {
        long seed = Long.getLong("ringfence.seed", System.nanoTime());
        Random random = new Random(seed);
        try (JournalServer server = new JournalServer(data)) {
            CompletableFuture<Void> trading = CompletableFuture.runAsync(() -> trade(server));
            List<Event> heard = new ArrayList<>();
            String last = null;
            for (int i = 0; i < DISCONNECTS; i++) {
                last = listen(server, last, random.nextInt(20_000), heard, trading);
            }
            trading.join();
            List<Event> whole = readOn(server, last, heard);
            assertThat(ids(whole)).as("seed " + seed).containsExactlyElementsOf(journal(server));
            List<Event> atOnce = readOn(server, null, new ArrayList<>());
            assertThat(whole).as("seed " + seed).containsExactlyElementsOf(atOnce);
        }
    }

    /** Listens until so many bytes have come, then is gone; when nothing more will come, it leaves at once. */
    private String listen(
            JournalServer server, String last, int bytes, List<Event> heard, CompletableFuture<Void> trading)
            throws Exception {
        String id = last;
        try (EventClient client = connect(server, last)) {
            assertThat(client.status).isEqualTo(200);
            boolean more = bytes > 0 && !isAtEnd(server, id, trading);
            while (more) {
                Event event = client.next(bytes);
                if (event != null) {
                    heard.add(event);
                    id = event.id();
                }
                more = event != null && !isAtEnd(server, id, trading);
            }
        }
        return id;
    }

    private static EventClient connect(JournalServer server, String last) throws Exception {
        String path = last == null ? "/v1/stream?from_seq=1" : "/v1/stream";
        return new EventClient(server.gateway.tradingAddress(), server.tokens.getProperty("auditor"), path, last);
    }

    private boolean isAtEnd(JournalServer server, String id, CompletableFuture<Void> trading) {
        if (end == null && trading.isDone()) {
            List<String> all = journal(server);
            end = all.get(all.size() - 1);
        }
        return id != null && id.equals(end);
    }

    private static List<Event> readOn(JournalServer server, String last, List<Event> heard) throws Exception {
        List<String> all = journal(server);
        try (EventClient client = connect(server, last)) {
            while (heard.size() < all.size()) {
                heard.add(client.next());
            }
        } catch (EOFException e) {
            throw new AssertionError("ended behind " + heard.size() + " of " + all.size(), e);
        }
        return heard;
    }

    private static List<String> ids(List<Event> events) {
        return events.stream().map(Event::id).toList();
    }

    /** What the journal has to tell, read from its first to its last record. */
    private static List<String> journal(JournalServer server) {
        List<String> all = new ArrayList<>();
        RecordAssembler assembler = new RecordAssembler(record -> list(record, all));
        try (ReleasedRecords.Cursor cursor = server.records.cursor(1)) {
            while (cursor.poll(assembler, 64) > 0) {
                // on to the end
            }
        }
        return all;
    }

    private static void list(CommitRecord record, List<String> all) {
        record.rewind();
        int ordinal = 0;
        while (record.next()) {
            ordinal++;
            if (TOLD.contains(record.templateId())) {
                all.add(record.sequence() + "-" + ordinal);
            }
        }
    }

    private void trade(JournalServer server) {
        String trader = server.tokens.getProperty("trader.A1");
        for (int i = 0; i < ORDERS; i++) {
            String price = i % 3 == 0 ? "60005" : "59000";
            String side = i % 6 == 3 ? "sell" : "buy";
            send(server, trader, "POST", "/v1/orders", order("s-" + i, side, "0.0002", price));
            if (i % 5 == 0) {
                send(server, trader, "DELETE", "/v1/orders/" + (i + 1), null);
            }
        }
        String kill = "{\"scope\":\"global\",\"reason\":\"drill\"}";
        HttpResponse<String> killed =
                send(server, server.tokens.getProperty("operator"), "POST", "/v1/risk/kill", kill);
        assertThat(killed.statusCode()).as(killed.body()).isEqualTo(200);
    }

    private HttpResponse<String> send(JournalServer server, String token, String method, String path, String body) {
        return http.sendAsync(
                        TestServer.request(server.gateway.tradingAddress(), token, method, path, body),
                        HttpResponse.BodyHandlers.ofString())
                .join();
    }
}
