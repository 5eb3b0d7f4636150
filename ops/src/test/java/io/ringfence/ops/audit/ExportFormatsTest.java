package io.ringfence.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.units.Decimal;
import io.ringfence.ops.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format says the same, and what it says is what the simulation said while it ran. */
class ExportFormatsTest {
    private static final int STEPS = Integer.getInteger("ringfence.test.audit.steps", 500);
    private static final long SEED = Long.getLong("ringfence.test.audit.seed", 20_260_101);

    private static final String SCENARIO = """
            {"t":"1767225600000000000","type":"quote","symbol":"BTC-USD","bid":"59995","bid_qty":"0.2","ask":"60005","ask_qty":"0.2","last":"60000"}
            {"t":"1767225600000000001","type":"order","account":"A1","client_order_id":"c,\\"1","symbol":"BTC-USD","side":"buy","order_type":"limit","time_in_force":"gtc","qty":"0.5","limit_price":"60005"}
            {"t":"1767225600000000002","type":"order","account":"A1","client_order_id":"c2","symbol":"BTC-USD","side":"buy","order_type":"limit","time_in_force":"gtc","qty":"9","limit_price":"60000"}
            {"t":"1767225600000000003","type":"replace","account":"A1","client_order_id":"c3","orig_client_order_id":"c,\\"1","qty":"0.4","limit_price":"60000"}
            {"t":"1767225600000000004","type":"order","account":"A1","client_order_id":"c4","symbol":"BTC-USD","side":"buy","order_type":"limit","qty":"0.00001","limit_price":"60000"}
            """;

    @TempDir
    Path folder;

    private Path simulate() throws IOException {
        Path data = folder.resolve("data");
        Path scenario = Files.writeString(folder.resolve("s.jsonl"), SCENARIO);
        Cli run = Cli.run("simulate", "--scenario", scenario, "--data", data, "--out", folder.resolve("o"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return data;
    }

    @Test
    void rowsAreAsWorkedOutByHand() throws IOException {
        Path data = simulate();

        assertThat(Files.readString(Tables.export(data, "executions", "csv", folder.resolve("e.csv"))))
                .isEqualTo("seq,ordinal,ts_ns,ts,exec_id,order_id,exchange_order_id,client_order_id,account,strategy,"
                        + "symbol,side,price,qty,cum_qty,leaves_qty,fee,liquidity,counter_order_id\r\n"
                        + "16,0,1767225600000000001,2026-01-01T00:00:00.000000001Z,16-0,16,PAPER-16,\"c,\"\"1\",A1,,"
                        + "BTC-USD,buy,60005,0.2,0.2,0.3,0,removed,\r\n");
        assertThat(Files.readString(Tables.export(data, "positions", "csv", folder.resolve("p.csv"))))
                .endsWith("\r\n16,0,1767225600000000001,2026-01-01T00:00:00.000000001Z,A1,BTC-USD,0.2,12001,0,0,60000,"
                        + "487999\r\n");
        assertThat(Tables.csv(Tables.export(data, "orders", "csv", folder.resolve("o.csv"))))
                .extracting(row -> row.get("client_order_id") + "|" + row.get("last_client_order_id") + "|"
                        + row.get("status") + "|" + row.get("qty") + "|" + row.get("cum_qty") + "|"
                        + row.get("leaves_qty") + "|" + row.get("code") + "|" + row.get("exchange_order_id"))
                .containsExactlyInAnyOrder(
                        "c2|c2|rejected|0|0|0|701|null",
                        "c4|c4|rejected|0|0|0|1010|null",
                        "c,\"1|c3|partially_filled|0.4|0.2|0.2|null|PAPER-16");
        List<Map<String, String>> decisions =
                Tables.csv(Tables.export(data, "decisions", "csv", folder.resolve("d.csv")));
        assertThat(decisions)
                .extracting(row -> row.get("decision_id") + " " + row.get("request") + " " + row.get("decision") + " "
                        + row.get("code") + " " + row.get("gate_bitmap") + " " + row.get("pos") + " "
                        + row.get("open_buy") + " " + row.get("g7_observed") + " " + row.get("g7_unit") + " "
                        + row.get("g6_observed"))
                .containsExactly(
                        "d-16 new APPROVE 0 255 0 0 30000 money 30000",
                        "d-17 new REJECT 701 255 0.2 0.3 9 quantity 570000",
                        "d-18 replace APPROVE 0 255 0.2 0.3 30000 money 30000",
                        "d-19 new REJECT 1010 0 null null null null null");
        assertThat(Tables.csv(Tables.export(data, "readings", "csv", folder.resolve("r.csv"))))
                .hasSize(24)
                .element(13)
                .isEqualTo(Map.of(
                        "seq", "17",
                        "gate", "6",
                        "verdict", "REDUCE",
                        "code", "601",
                        "name", "GROSS_EXPOSURE",
                        "observed", "570000",
                        "limit_value", "250000",
                        "unit", "money",
                        "allowed_qty", "3.66666666",
                        "scope", "account:A1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "match"})
    void everyFormatHoldsTheSameRows(String mode) throws IOException, SQLException {
        Path data = RandomDay.journal(folder.resolve(mode), mode, SEED, STEPS);

        for (String table : Tables.NAMES) {
            List<Map<String, String>> csv =
                    Tables.csv(Tables.export(data, table, "csv", folder.resolve(table + ".csv")));
            List<Map<String, String>> json =
                    Tables.jsonl(Tables.export(data, table, "jsonl", folder.resolve(table + ".jsonl")));
            List<Map<String, String>> parquet =
                    Tables.parquet(Tables.export(data, table, "parquet", folder.resolve(table + ".parquet")));
            assertThat(csv).as("seed " + SEED + ", " + table).hasSizeGreaterThan(30);
            assertThat(json).as("seed " + SEED + ", " + table).isEqualTo(csv);
            assertThat(parquet).as("seed " + SEED + ", " + table).isEqualTo(csv);
        }
        asTheSimulationSaid(folder.resolve(mode).resolve("events.jsonl"));
    }

    /** Against the output of the run itself, which knows nothing of the export. */
    private void asTheSimulationSaid(Path events) throws IOException {
        List<String> decisions = new ArrayList<>();
        List<String> readings = new ArrayList<>();
        List<String> fills = new ArrayList<>();
        for (Map<String, Object> event : Json.lines(events)) {
            String seq = Json.text(event, "seq");
            if ("decision".equals(event.get("event"))) {
                decisions.add(seq + " " + event.get("decision") + " " + event.get("code") + " " + event.get("qty") + " "
                        + event.get("approved") + " " + event.get("client_order_id") + " " + event.get("t"));
                for (Map<String, Object> gate : Json.list(event, "gates")) {
                    readings.add(seq + " " + gate.get("gate") + " " + gate.get("verdict") + " " + gate.get("code") + " "
                            + gate.get("observed") + " " + gate.get("limit") + " " + gate.get("allowed_qty_e8") + " "
                            + gate.get("scope"));
                }
            } else if ("execution".equals(event.get("event"))) {
                fills.add(event.get("exec_id") + " " + event.get("order_id") + " " + event.get("account") + " "
                        + event.get("side") + " " + event.get("price") + " " + event.get("qty") + " "
                        + event.get("cum_qty") + " " + event.get("leaves_qty") + " " + event.get("fee"));
            }
        }
        assertThat(Tables.csv(folder.resolve("decisions.csv")).stream()
                        .filter(row -> !row.get("gate_bitmap").equals("0"))
                        .map(row -> row.get("seq") + " " + row.get("decision") + " " + row.get("code") + " "
                                + row.get("gate_qty") + " " + row.get("approved_qty") + " "
                                + (row.get("request").equals("new") ? row.get("client_order_id") : "*") + " "
                                + row.get("ts_ns")))
                .containsExactlyElementsOf(withoutIdsOfReplaces(decisions));
        assertThat(Tables.csv(folder.resolve("readings.csv")).stream()
                        .map(row -> row.get("seq") + " " + row.get("gate") + " " + row.get("verdict") + " "
                                + row.get("code") + " " + raw(row, "observed") + " " + raw(row, "limit_value") + " "
                                + Decimal.parseE8(row.get("allowed_qty")) + " " + row.get("scope")))
                .containsExactlyElementsOf(readings);
        assertThat(Tables.csv(folder.resolve("executions.csv")).stream()
                        .map(row -> row.get("exec_id") + " " + row.get("order_id") + " " + row.get("account") + " "
                                + row.get("side") + " " + row.get("price") + " " + row.get("qty") + " "
                                + row.get("cum_qty") + " " + row.get("leaves_qty") + " " + row.get("fee")))
                .containsExactlyElementsOf(fills);
    }

    /** The run tells a replace under the id of its order; the export under the id of the request. */
    private List<String> withoutIdsOfReplaces(List<String> decisions) throws IOException {
        List<Map<String, String>> rows = Tables.csv(folder.resolve("decisions.csv")).stream()
                .filter(row -> !row.get("gate_bitmap").equals("0"))
                .toList();
        List<String> result = new ArrayList<>();
        for (int i = 0; i < decisions.size(); i++) {
            boolean replace = rows.get(i).get("request").equals("replace");
            String[] parts = decisions.get(i).split(" ", -1);
            parts[5] = replace ? "*" : parts[5];
            result.add(String.join(" ", parts));
        }
        return result;
    }

    private static long raw(Map<String, String> row, String column) {
        boolean scaled = row.get("unit").equals("money") || row.get("unit").equals("quantity");
        return scaled ? Decimal.parseE8(row.get(column)) : Long.parseLong(row.get(column));
    }

    @Test
    void aFileGoesOnBehindAnEarlierOne() throws IOException {
        Path data = simulate();
        Path whole = Tables.export(data, "decisions", "jsonl", folder.resolve("whole"));
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Object[] common = {"export", "--data", data, "--table", "decisions", "--format", "jsonl"};
        Cli.run(with(common, "--to", 14, "--out", first));
        Cli.run(with(common, "--from", 15, "--out", second));

        assertThat(Files.readString(first) + Files.readString(second)).isEqualTo(Files.readString(whole));
    }

    private static Object[] with(Object[] common, Object... more) {
        List<Object> all = new ArrayList<>(List.of(common));
        all.addAll(List.of(more));
        return all.toArray();
    }

    @Test
    void aFileAppearsWholeOrNotAtAll() throws IOException {
        Path data = simulate();
        Path out = Files.writeString(folder.resolve("orders.csv"), "the last export");
        Path left = Files.writeString(folder.resolve("orders.csv.partial"), "of a run that was killed");
        Cli refused =
                Cli.run("export", "--data", data, "--table", "orders", "--format", "csv", "--out", out, "--to", 99_999);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("ends at sequence");
        assertThat(out).hasContent("the last export");

        Tables.export(data, "orders", "csv", out);
        assertThat(Files.readString(out)).startsWith("order_id,last_seq,");
        assertThat(left).doesNotExist();
    }

    @Test
    void badUsageIsOneSentence() throws IOException {
        Path data = simulate();
        String[][] wrong = {
            {"--table", "trades", "--format", "csv", "there is no such table; use decisions, readings"},
            {"--table", "orders", "--format", "xml", "xml"},
            {"--table", "all", "--format", "csv", "a file holds one table"},
            {"--table", "orders", "--format", "parquet", "needs --out FILE"},
            {"--table", "orders", "--format", "postgres", "needs --jdbc URL"},
            {"--table", "orders", "--format", "csv", "--follow", "goes with --format postgres"},
            {"--table", "orders", "--format", "postgres", "--jdbc", "jdbc:mysql://h/d", "is not a PostgreSQL URL"},
            {"--table", "orders", "--format", "csv", "--out", "no/such/folder/f", "its folder does not exist"}
        };
        for (String[] options : wrong) {
            List<Object> command = new ArrayList<>(List.of("export", "--data", data));
            command.addAll(List.of(options).subList(0, options.length - 1));
            Cli run = Cli.run(command.toArray());
            assertThat(run.exitCode()).as(command.toString()).isEqualTo(2);
            assertThat(run.err()).as(command.toString()).contains(options[options.length - 1]);
        }
    }
}
