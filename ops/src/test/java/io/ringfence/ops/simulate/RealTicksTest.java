package io.ringfence.ops.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringfence.ops.Cli;
import io.ringfence.ops.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 344 seconds of real quotes and trades of six instruments, with orders of our own on top that bring every gate to pass
 * and to refuse: the whole way from files to output and journal, and the journal executed again.
 */
class RealTicksTest {
    private static final long START = 1_723_161_260_000_000_000L;
    private static final long ROWS = 262_416;

    private static final String CONFIG = """
            instruments:
              BTC: {tick: 0.01, lot: 0.00001, min_notional: 5, collar_bps: 1000}
              ETH: {tick: 0.01, lot: 0.0001, min_notional: 5, collar_bps: 1000}
              BTC-PERP: {tick: 0.1, lot: 0.001, min_notional: 5, collar_bps: 1000}
              ETH-PERP: {tick: 0.01, lot: 0.001, min_notional: 5, collar_bps: 1000}
              BTC-CM: {tick: 0.1, lot: 1, min_notional: 5}
              ETH-CM: {tick: 0.01, lot: 1, min_notional: 5}
            accounts: {A1: {cash: 500000}, A2: {cash: 500000}, A3: {cash: 500000, strategies: [s7]}}
            gates:
              day_loss_abs: 5000
              day_loss_bps: 200
              dd_soft_bps: 500
              dd_hard_bps: 1000
              max_positions: 3
              gross_abs: 250000
              max_leverage_bps: 30000
              pos_notional_abs: 100000
              pos_pct_bps: 2500
              exposure_buffer_bps: 0
              cluster_abs: 150000
              symbols:
                BTC: {max_order_qty: 5, max_order_notional: 400000, pos_qty: 3}
                ETH: {max_order_qty: 100, max_order_notional: 400000, pos_qty: 60}
            """;

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private long seconds;
    private int orders;

    private void at(String rest) {
        lines.add("{\"t\":\"" + (START + seconds++ * 1_000_000_000L) + "\"," + rest + "}");
    }

    private void order(String account, String symbol, String side, String qty, String rest) {
        at("\"type\":\"order\",\"account\":\"" + account + "\",\"client_order_id\":\"o" + ++orders + "\",\"symbol\":\""
                + symbol + "\",\"side\":\"" + side + "\",\"qty\":\"" + qty + "\"," + rest);
    }

    private void market(String account, String symbol, String side, String qty) {
        order(account, symbol, side, qty, "\"order_type\":\"market\"");
    }

    private void limits(String account, String set) {
        at("\"type\":\"limits\",\"account\":\"" + account + "\",\"set\":{" + set + "},\"reason\":\"test\"");
    }

    /** Every gate passes with the first order; then one after the other is made to refuse, reduce or block. */
    private void script() {
        market("A1", "BTC", "buy", "0.1");
        at(
                "\"type\":\"kill\",\"scope\":\"account\",\"key\":\"A1\",\"level\":\"halted\",\"cancel\":true,\"reason\":\"gate 1\"");
        market("A1", "BTC", "buy", "0.1");
        at("\"type\":\"kill_reset\",\"scope\":\"account\",\"key\":\"A1\",\"reason\":\"gate 1\"");
        at("\"type\":\"gap\",\"symbol\":\"ETH\",\"open\":true");
        market("A1", "ETH", "buy", "0.1");
        at("\"type\":\"gap\",\"symbol\":\"ETH\",\"open\":false");
        market("A2", "BTC", "buy", "0.2");
        seconds--;
        // There and back at the same instant loses the spread for certain.
        market("A2", "BTC", "sell", "0.2");
        limits("A2", "\"day_loss_abs\":\"0.00000001\"");
        market("A2", "BTC", "buy", "0.1");
        limits("A2", "\"day_loss_abs\":\"5000\",\"dd_soft_bps\":\"0\",\"dd_hard_bps\":\"1\"");
        market("A2", "BTC", "buy", "0.1");
        limits("A1", "\"max_positions\":\"1\"");
        market("A1", "ETH", "buy", "0.1");
        limits("A1", "\"max_positions\":\"3\",\"gross_abs\":\"10000\"");
        market("A1", "BTC", "buy", "0.1");
        limits("A1", "\"gross_abs\":\"250000\"");
        order("A1", "BTC", "buy", "6", "\"order_type\":\"limit\",\"limit_price\":\"60000\"");
        limits("A1", "\"cluster_abs\":\"8000\"");
        market("A1", "ETH", "buy", "10");
        limits("A1", "\"cluster_abs\":\"150000\"");
        order(
                "A3",
                "BTC-PERP",
                "sell",
                "0.01",
                "\"order_type\":\"limit\",\"limit_price\":\"61900\",\"strategy\":\"s7\"");
        order(
                "A3",
                "ETH-PERP",
                "buy",
                "0.5",
                "\"order_type\":\"limit\",\"time_in_force\":\"ioc\",\"limit_price\":\"2700\"");
        order("A3", "BTC", "sell", "0.05", "\"order_type\":\"stop\",\"stop_price\":\"61600\"");
        order("A3", "BTC", "buy", "0.05", "\"order_type\":\"limit\",\"limit_price\":\"61000\",\"post_only\":true");
        at("\"type\":\"replace\",\"account\":\"A3\",\"client_order_id\":\"r1\",\"orig_client_order_id\":\"o" + orders
                + "\",\"qty\":\"0.04\",\"limit_price\":\"61500\"");
        seconds = 320;
        at("\"type\":\"mass_cancel\",\"account\":\"A3\"");
    }

    private Cli simulate(Path out, Object... more) throws IOException {
        Path ticks = SharedData.folder("ticks_binance");
        List<Object> arguments = new ArrayList<>(List.of(
                "simulate",
                "--config",
                Files.writeString(folder.resolve("core.yaml"), CONFIG),
                "--scenario",
                Files.write(folder.resolve("s.jsonl"), lines),
                "--out",
                out));
        String[][] files = {
            {"BTC", "spot_btcusdt"},
            {"ETH", "spot_ethusdt"},
            {"BTC-PERP", "usdm_btcusdt"},
            {"ETH-PERP", "usdm_ethusdt"},
            {"BTC-CM", "cm_btcusd_perp"},
            {"ETH-CM", "cm_ethusd_perp"}
        };
        for (String[] file : files) {
            arguments.add("--feed");
            arguments.add("ticks-csv:" + file[0] + "=" + ticks.resolve(file[1] + "_20240808_ticks.csv.gz"));
        }
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    @Test
    void everyGateFiresAndTheJournalReplaysEqual() throws IOException {
        SharedData.folder("ticks_binance");
        script();
        Path first = folder.resolve("first.jsonl");
        Path second = folder.resolve("second.jsonl");
        Path data = folder.resolve("data");

        Cli run = simulate(first, "--data", data);
        Cli again = simulate(second);

        assertThat(run.err()).isEmpty();
        assertThat(again.exitCode()).isZero();
        assertThat(Files.mismatch(first, second)).as("first byte that differs").isEqualTo(-1);
        assertThat(verdicts(first))
                .as("gate and verdict of every reading")
                .contains("1 PASS", "2 PASS", "3 PASS", "4 PASS", "5 PASS", "6 PASS", "7 PASS", "8 PASS")
                .contains(
                        "1 REJECT", "2 REJECT", "3 REJECT", "4 REJECT", "5 REJECT", "6 REDUCE", "7 REJECT", "8 REDUCE");
        assertThat(Files.readString(first))
                .contains("\"event\":\"execution\"", "\"event\":\"canceled\"", "\"event\":\"replaced\"")
                .contains("\"event\":\"latch\"", "\"event\":\"mass_cancel\"", "\"event\":\"state_hash\"");

        Cli replay = Cli.run("replay", "--data", data, "--verify");
        assertThat(replay.exitCode()).as(replay.out()).isZero();
        assertThat(replay.out()).contains("compared 262,").contains("identical");
        Cli stats = Cli.run("journal", "stats", "--data", data);
        assertThat(stats.out()).contains("207,146").contains("55,270");
        assertThat(207_146 + 55_270).isEqualTo((int) ROWS);
        auditors(data, first);
    }

    /** Tables, time travel and other limits, on the same journal. */
    private void auditors(Path data, Path events) throws IOException {
        List<String> lines = Files.readAllLines(events);
        for (String[] table : new String[][] {{"decisions", "decision"}, {"executions", "execution"}}) {
            Path out = folder.resolve(table[0]);
            Cli export = Cli.run("export", "--data", data, "--table", table[0], "--format", "jsonl", "--out", out);
            assertThat(export.exitCode()).as(export.err()).isZero();
            long expected = lines.stream()
                    .filter(line -> line.contains("\"event\":\"" + table[1] + "\""))
                    .count();
            assertThat(Files.readAllLines(out).stream().filter(line -> !line.contains("\"gate_bitmap\":0")))
                    .hasSize((int) expected);
        }
        Path limits = Files.writeString(folder.resolve("limits.yaml"), "gates: {accounts: {A1: {gross_abs: 3000}}}");
        Path report = folder.resolve("what-if.html");
        Cli other = Cli.run("replay", "--data", data, "--limits", limits, "--report", report, "--no-tightest");
        assertThat(other.exitCode()).as(other.err()).isZero();
        assertThat(other.outLines().get(0))
                .startsWith("262,")
                .contains("would have been different")
                .contains("reduced");
        assertThat(Files.size(report)).isGreaterThan(200_000);
    }

    private static Set<String> verdicts(Path output) throws IOException {
        Set<String> seen = new TreeSet<>();
        for (String line : Files.readAllLines(output)) {
            if (line.contains("\"event\":\"decision\"")) {
                collect(line, seen);
            }
        }
        return seen;
    }

    private static void collect(String line, Set<String> seen) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            String gate = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("gate")) {
                    parser.nextToken();
                    gate = parser.getText();
                } else if (token == JsonToken.FIELD_NAME && parser.currentName().equals("verdict")) {
                    parser.nextToken();
                    seen.add(gate + " " + parser.getText());
                }
            }
        }
    }
}
