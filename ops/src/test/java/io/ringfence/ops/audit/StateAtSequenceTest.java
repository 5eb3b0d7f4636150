package io.ringfence.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.ops.Cli;
import io.ringfence.ops.replay.JournalFolder;
import io.ringfence.ops.replay.ReplayRun;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state that a replay arrives at is the one that adding up the recorded events gives. */
class StateAtSequenceTest {
    private static final int STEPS = Integer.getInteger("ringfence.test.audit.steps", 700);
    private static final long SEED = Long.getLong("ringfence.test.audit.seed", 20_260_102);
    private static final int MOMENTS = 8;

    @TempDir
    Path folder;

    @Test
    void theStateIsWhatTheRecordedEventsAddUpTo() throws IOException {
        Path data = RandomDay.journal(folder.resolve("day"), "paper", SEED, STEPS);
        Path dump = folder.resolve("dump.jsonl");
        assertThat(Cli.run("journal", "dump", "--data", data, "--out", dump).exitCode())
                .isZero();
        List<Map<String, Object>> records = Json.lines(dump);

        RecordedState recorded = new RecordedState();
        int compared = 0;
        for (int i = 0; i < records.size(); i++) {
            recorded.take(records.get(i));
            boolean isMoment = i % (records.size() / MOMENTS) == 40 || i == records.size() - 1;
            if (isMoment && i > 20) {
                compare(recorded, state(data, i + 1L), "seed " + SEED + ", sequence " + (i + 1));
                compared++;
            }
        }

        assertThat(compared).isGreaterThanOrEqualTo(MOMENTS);
        assertThat(kinds(records))
                .as("kinds of events, seed " + SEED)
                .contains("day_roll", "kill", "replaced", "canceled", "execution", "cash", "accepted");
    }

    private static Set<String> kinds(List<Map<String, Object>> records) {
        Set<String> kinds = new TreeSet<>();
        records.forEach(record -> Json.list(record, "events").forEach(event -> kinds.add(Json.text(event, "event"))));
        return kinds;
    }

    private Map<String, Object> state(Path data, long sequence) throws IOException {
        Path out = folder.resolve("state.json");
        ReplayRun run = new ReplayRun(JournalFolder.open(data));
        assertThat(run.execute(sequence)).isTrue();
        try (OutputStream stream = Files.newOutputStream(out)) {
            run.writeState(stream);
        }
        return Json.read(out);
    }

    private static void compare(RecordedState recorded, Map<String, Object> state, String when) {
        for (Map<String, Object> account : Json.list(state, "accounts")) {
            String name = Json.text(account, "account");
            assertThat(some(account, recorded.accounts.get(name).keySet()))
                    .as(when + ", account " + name)
                    .isEqualTo(recorded.accounts.get(name));
            assertThat(account.get("equity")).as(when + ", equity of " + name).isEqualTo(recorded.equity(name));
            assertThat(limits(account)).as(when + ", limits of " + name).isEqualTo(recorded.limits.get(name));
            positions(recorded, account, name, when);
            orders(recorded, account, name, when);
        }
        for (Map<String, Object> symbol : Json.list(state, "instruments")) {
            Map<String, String> expected = recorded.symbols.get(Json.text(symbol, "symbol"));
            assertThat(some(symbol, expected.keySet()))
                    .as(when + ", " + symbol.get("symbol"))
                    .isEqualTo(expected);
        }
        assertThat(Json.map(state, "kill")).containsAllEntriesOf(recorded.kill);
    }

    private static Map<String, String> some(Map<String, Object> object, Iterable<String> names) {
        Map<String, String> fields = new TreeMap<>();
        for (String name : names) {
            if (object.containsKey(name)) {
                fields.put(name, object.get(name).toString());
            }
        }
        return fields;
    }

    /** Flat, as a limits command has them. */
    private static Map<String, String> limits(Map<String, Object> account) {
        Map<String, String> flat = new TreeMap<>();
        Json.map(account, "limits").forEach((name, value) -> {
            if (value instanceof Map<?, ?> symbols) {
                symbols.forEach((symbol, rows) -> ((Map<?, ?>) rows)
                        .forEach((row, limit) -> flat.put("symbols." + symbol + "." + row, limit.toString())));
            } else if (!name.equals("version")) {
                flat.put(name, value.toString());
            }
        });
        return flat;
    }

    private static void positions(RecordedState recorded, Map<String, Object> account, String name, String when) {
        for (Map<String, Object> position : Json.list(account, "positions")) {
            String symbol = Json.text(position, "symbol");
            BigDecimal expected = recorded.positions.getOrDefault(name + "|" + symbol, BigDecimal.ZERO);
            assertThat(position.get("position") + " " + position.get("open_buy") + " " + position.get("open_sell"))
                    .as(when + ", " + name + " in " + symbol)
                    .isEqualTo(RecordedState.plain(expected) + " "
                            + RecordedState.plain(recorded.open(name, symbol, "buy")) + " "
                            + RecordedState.plain(recorded.open(name, symbol, "sell")));
        }
    }

    private static void orders(RecordedState recorded, Map<String, Object> account, String name, String when) {
        List<String> expected = new ArrayList<>();
        recorded.openOrders.forEach((id, order) -> {
            if (name.equals(order.get("account"))) {
                expected.add(id + " " + order.get("client_order_id") + " " + order.get("symbol") + " "
                        + order.get("side")
                        + " " + order.get("qty") + " " + order.get("cum_qty") + " " + order.get("leaves_qty") + " "
                        + order.get("limit_price") + " " + order.get("stop_price"));
            }
        });
        assertThat(Json.list(account, "open_orders").stream()
                        .map(order -> order.get("order_id") + " " + order.get("client_order_id") + " "
                                + order.get("symbol") + " " + order.get("side") + " " + order.get("qty") + " "
                                + order.get("cum_qty") + " " + order.get("leaves_qty") + " " + order.get("limit_price")
                                + " " + order.get("stop_price")))
                .as(when + ", open orders of " + name)
                .containsExactlyElementsOf(expected);
    }
}
