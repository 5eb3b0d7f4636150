package io.ringfence.ops.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.ops.client.Body;
import io.ringfence.ops.client.FixClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;

/**
 * kill -9 between orders and their reports: after the Logon and the resend, the desk's book is the journal's. The long
 * form: {@code -Dringfence.fix.kills=20}.
 */
@Timeout(600)
class FixKillNineIT {
    private static final int KILLS = Integer.getInteger("ringfence.fix.kills", 2);
    private static final int ORDERS = 40;
    private static final int ORDER_ID = 37;

    @TempDir
    private Path folder;

    private final Random random = new Random(20_260);
    /** By ClOrdID: the status and CumQty of the newest report. */
    private final Map<String, String> book = new TreeMap<>();

    private final Map<String, String> orderIds = new HashMap<>();
    private final Map<String, String> executions = new HashMap<>();

    @Test
    void bookIsTheJournals() throws Exception {
        Path data = folder.resolve("data");
        for (int kill = 0; kill <= KILLS; kill++) {
            try (CoreProcess core = CoreProcess.start(data, Map.of())) {
                await().atMost(Duration.ofSeconds(60)).until(core::isReady);
                FixClient desk = new FixClient(peer(core, data));
                try (desk) {
                    desk.logOn();
                    if (kill < KILLS) {
                        trade(desk, kill);
                        core.process.destroyForcibly().waitFor();
                    } else {
                        compare(core, desk);
                    }
                }
                // what the desk's engine has taken will not be sent to it again
                for (Message message = desk.next(0); message != null; message = desk.next(0)) {
                    take(message);
                }
            }
        }
    }

    private FixClient.Peer peer(CoreProcess core, Path data) throws Exception {
        return new FixClient.Peer(
                "127.0.0.1",
                core.fixPort(),
                "A1",
                "RINGFENCE",
                "trader.A1",
                core.token("trader.A1"),
                data.resolveSibling("desk"));
    }

    /** Sends orders and hears some of their reports; where it ends is left to chance. */
    private void trade(FixClient desk, int kill) throws InterruptedException {
        int heard = random.nextInt(ORDERS);
        for (int i = 0; i < ORDERS; i++) {
            String id = "k" + kill + "-" + i;
            book.put(id, "");
            desk.send("D", order(id, i % 3 == 0));
            if (i < heard) {
                take(desk.next(5_000));
            }
        }
    }

    private static Map<Integer, String> order(String id, boolean takes) {
        Map<Integer, String> order = new LinkedHashMap<>();
        order.put(11, id);
        order.put(55, "BTC-USD");
        order.put(54, "1");
        order.put(38, "0.001");
        order.put(40, "2");
        order.put(44, takes ? "61000" : "58000");
        order.put(59, "1");
        return order;
    }

    private void take(Message message) {
        if (message == null || FixClient.field(message, 150).isEmpty()) {
            return;
        }
        String id = FixClient.field(message, 11);
        String execution = FixClient.field(message, 17);
        String said = FixClient.field(message, 150) + " " + FixClient.field(message, 14);
        String before = executions.put(execution, said);
        assertThat(before == null || before.equals(said))
                .as("ExecID " + execution + " said two things")
                .isTrue();
        String orderId = orderIds.putIfAbsent(id, FixClient.field(message, ORDER_ID));
        assertThat(orderId == null || orderId.equals(FixClient.field(message, ORDER_ID)))
                .as("ClOrdID " + id + " became two orders")
                .isTrue();
        book.put(id, FixClient.field(message, 39) + " " + FixClient.field(message, 14));
    }

    private void compare(CoreProcess core, FixClient desk) throws Exception {
        Message message = desk.next(10_000);
        while (message != null) {
            take(message);
            message = desk.next(5_000);
        }
        for (Map.Entry<String, String> order : book.entrySet()) {
            String answer = core.call(
                            "trader.A1", "GET", "/v1/orders:by_client_order_id?client_order_id=" + order.getKey(), null)
                    .body();
            String status = String.valueOf(Body.field(answer, "status"));
            String journal = fixStatus(status) + " " + Body.field(answer, "filled_qty");
            assertThat(order.getValue()).as(order.getKey() + ": " + answer).isEqualTo(journal);
        }
        System.out.println(KILLS + " kills: " + book.size() + " orders, " + executions.size()
                + " reports, the desk's book is the journal's");
    }

    private static String fixStatus(String status) {
        return switch (status) {
            case "new" -> "0";
            case "partially_filled" -> "1";
            case "filled" -> "2";
            case "canceled" -> "4";
            case "rejected" -> "8";
            default -> status;
        };
    }
}
