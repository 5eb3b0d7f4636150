package io.ringfence.ops.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.ops.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios through the command itself, with the sandbox configuration; what is expected is the list of events. */
class SimulateTest {
    private static final String QUOTE = """
            {"t":"1767225600000000000","type":"quote","symbol":"BTC-USD","bid":"59995","bid_qty":"1","ask":"60005","ask_qty":"1","last":"60000"}
            """;
    private static final Pattern EVENT = Pattern.compile("\"event\":\"(\\w+)\"");

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Cli simulate(String lines) throws IOException {
        Path out = folder.resolve("out.jsonl");
        Files.deleteIfExists(out);
        Cli cli = Cli.run("simulate", "--scenario", file("s.jsonl", lines), "--out", out);
        return new Cli(cli.exitCode(), Files.exists(out) ? Files.readString(out) : "", cli.err());
    }

    /** The names of the events; the state hash at the end is part of every complete run. */
    private static List<String> events(Cli cli) {
        return cli.outLines().stream()
                .filter(line -> !line.contains("\"event\":\"state_hash\""))
                .map(line -> {
                    Matcher matcher = EVENT.matcher(line);
                    return matcher.find() ? matcher.group(1) : line;
                })
                .toList();
    }

    private static String order(String t, String id, String side, String qty, String rest) {
        return "{\"t\":\"" + t + "\",\"type\":\"order\",\"account\":\"A1\",\"client_order_id\":\"" + id
                + "\",\"symbol\":\"BTC-USD\",\"side\":\"" + side + "\",\"qty\":\"" + qty + "\"," + rest + "}\n";
    }

    private static final String LIMIT = "\"order_type\":\"limit\",\"time_in_force\":\"gtc\",\"limit_price\":";

    @Test
    void anOrderFillsAndIsToldWithItsEightReadings() throws IOException {
        Cli run = simulate(QUOTE + order("1767225600000000001", "c1", "buy", "0.5", LIMIT + "\"60005\""));

        assertThat(run.exitCode()).isZero();
        assertThat(events(run)).containsExactly("decision", "accepted", "execution");
        assertThat(run.outLines().get(0))
                .contains("\"client_order_id\":\"c1\",\"account\":\"A1\",\"symbol\":\"BTC-USD\"")
                .contains("\"decision\":\"APPROVE\",\"code\":0")
                .contains("{\"gate\":6,\"verdict\":\"PASS\",\"code\":600,\"observed\":\"3000000000000\","
                        + "\"limit\":\"25000000000000\",\"allowed_qty_e8\":\"50000000\",\"scope\":\"account:A1\"}");
        assertThat(run.outLines().get(2))
                .contains(
                        "\"side\":\"buy\",\"price\":\"60005\",\"qty\":\"0.5\",\"cum_qty\":\"0.5\",\"leaves_qty\":\"0\"");
    }

    @Test
    void everyKindOfLineHasItsEvent() throws IOException {
        Cli run = simulate(QUOTE
                + order("1767225600000000001", "c1", "buy", "0.5", LIMIT + "\"59000\"")
                + """
                {"t":"1767225600000000002","type":"replace","account":"A1","client_order_id":"c2","orig_client_order_id":"c1","qty":"0.6"}
                {"t":"1767225600000000003","type":"cancel","account":"A1","client_order_id":"c3","orig_client_order_id":"c2"}
                {"t":"1767225600000000003","type":"cancel","account":"A1","client_order_id":"c4","orig_client_order_id":"c2"}
                {"t":"1767225600000000004","type":"limits","account":"A1","set":{"gross_abs":"100000"},"reason":"r","actor":"a"}
                {"t":"1767225600000000005","type":"kill","scope":"account","key":"A1","level":"halted","cancel":true,"reason":"r","actor":"a"}
                """
                + order("1767225600000000006", "c5", "buy", "0.5", LIMIT + "\"59000\"")
                + """
                {"t":"1767225600000000007","type":"kill_reset","scope":"account","key":"A1","reason":"r","actor":"a"}
                {"t":"1767225600000000008","type":"cash","account":"A1","amount":"-1000"}
                {"t":"1767225600000000009","type":"mass_cancel","account":"A1","symbol":"BTC-USD","side":"buy"}
                {"t":"1767225600000000010","type":"status","symbol":"BTC-USD","status":"halted"}
                {"t":"1767225600000000011","type":"gap","symbol":"BTC-USD","open":true}
                {"t":"1767225600000000012","type":"trade","symbol":"BTC-USD","price":"60001","qty":"0.5"}
                {"t":"1767225600000000013","type":"timer"}
                """);

        assertThat(run.err()).isEmpty();
        assertThat(events(run))
                .containsExactly(
                        "decision",
                        "accepted",
                        "decision",
                        "replaced",
                        "canceled",
                        "cancel_rejected",
                        "limits",
                        "kill",
                        "mass_cancel",
                        "decision",
                        "rejected",
                        "kill",
                        "cash",
                        "mass_cancel");
        assertThat(run.out()).contains("\"code\":102,\"name\":\"KILL_ACCOUNT\"");
    }

    @Test
    void timersFireByThemselvesAndRollTheDay() throws IOException {
        Cli run = simulate(QUOTE + "{\"t\":\"1767312001000000000\",\"type\":\"timer\"}\n");

        assertThat(run.out()).contains("\"t\":\"1767312000000000000\",\"event\":\"day_roll\",\"account\":\"A1\"");
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        String lines = QUOTE
                + order("1767225600000000001", "c1", "buy", "2", LIMIT + "\"60005\"")
                + order("1767225605000000001", "c2", "sell", "0.1", "\"order_type\":\"market\"");

        assertThat(simulate(lines).out()).isNotEmpty().isEqualTo(simulate(lines).out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"t":"1767225600000000002","type":"order"                                        | not valid JSON
            ["t"]                                                                              | not a JSON object
            {"t":"1767225600000000002","type":"timer"} x                                      | not valid JSON
            {"type":"timer"}                                                                   | "t" is missing
            {"t":"soon","type":"timer"}                                                        | "t" is "soon", which is not a whole number
            {"t":"1767225599999999999","type":"timer"}                                        | is earlier than the line before
            {"t":"1767225600000000002"}                                                        | "type" is missing
            {"t":"1767225600000000002","type":"odrer"}                                        | type "odrer" is none of order, cancel
            {"t":"1767225600000000002","type":"timer","type":"timer"}                         | not valid JSON: Duplicate field 'type'
            {"t":"1767225600000000002","type":"quote","symbol":"BTC-USD","bdi":"1"}           | unknown field "bdi"; did you mean bid?
            {"t":"1767225600000000002","type":"quote","symbol":"BTC-USD","bid":"1"}           | "bid_qty" is missing
            {"t":"1767225600000000002","type":"quote","symbol":"XXX-USD","last":"1"}          | symbol "XXX-USD" is not configured
            {"t":"1767225600000000002","type":"trade","symbol":"BTC-USD","price":"1e5","qty":"1"} | "price": "1e5" is not a decimal number
            {"t":"1767225600000000002","type":"trade","symbol":"BTC-USD","price":"0","qty":"1"} | a trade needs a price and a quantity above zero
            {"t":"1767225600000000002","type":"cash","account":"A9","amount":"1"}             | account "A9" is not configured
            {"t":"1767225600000000002","type":"kill","scope":"planet","level":"halted"}       | "scope" is "planet", which is none of global
            {"t":"1767225600000000002","type":"kill","scope":"global","level":"off"}          | "level" is "off", which is neither
            {"t":"1767225600000000002","type":"limits","account":"A1","set":{"gros_abs":"1"}} | unknown limit "gros_abs"; did you mean gross_abs?
            {"t":"1767225600000000002","type":"limits","account":"A1","set":{"gross_abs":"x"}} | gross_abs is "x", which is not a decimal number
            {"t":"1767225600000000002","type":"limits","account":"A1"}                        | "set" is missing
            {"t":"1767225600000000002","type":"status","symbol":"BTC-USD","status":"shut"}    | "status" is "shut", which is none of trading, halted
            {"t":"1767225600000000002","type":"gap","symbol":"BTC-USD","open":"maybe"}        | "open" is "maybe", which is neither true nor false
            {"t":"1767225600000000002","type":"order","account":"A1","client_order_id":"x","symbol":"BTC-USD","side":"buy","order_type":"limit"} | "qty" is missing
            """)
    void aMalformedLineStopsBehindTheLineBeforeIt(String malformed, String problem) throws IOException {
        Cli run = simulate(QUOTE
                + order("1767225600000000001", "c1", "buy", "0.1", LIMIT + "\"59000\"")
                + malformed.strip()
                + "\n"
                + order("1767225600000000009", "c2", "buy", "0.1", LIMIT + "\"59000\""));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("s.jsonl:3: ").contains(problem.strip()).hasLineCount(1);
        assertThat(events(run)).containsExactly("decision", "accepted");
    }

    @ParameterizedTest
    @CsvSource({
        "1001,XXX-USD,buy,limit,0.1",
        "1003,BTC-USD,hold,limit,0.1",
        "1004,BTC-USD,buy,odd,0.1",
        "1009,BTC-USD,buy,limit,0"
    })
    void aTradersMistakeIsAnAnswerOfTheEngine(int code, String symbol, String side, String type, String qty)
            throws IOException {
        Cli run = simulate(QUOTE
                + "{\"t\":\"1767225600000000001\",\"type\":\"order\",\"account\":\"A1\",\"client_order_id\":\"c\",\"symbol\":\""
                + symbol + "\",\"side\":\"" + side + "\",\"order_type\":\"" + type + "\",\"qty\":\"" + qty
                + "\",\"limit_price\":\"60000\"}\n");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"event\":\"rejected\"").contains("\"code\":" + code);
    }

    @Test
    void feedsAreMergedByTimeAndGoBeforeTheScenarioAtTheSameTime() throws IOException {
        Path ticks = folder.resolve("ticks.csv.gz");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("""
                    seq,local_ts_ns,type,bid_or_price_e2,bidqty_or_qty_e4,ask_or_aggressor_e2,askqty_e4
                    1,1767225600000000000,Q,5999500,10000,6000500,10000
                    2,1767225600000000001,T,6000000,5000,B,0
                    3,1767225600000000002,Q,5999600,10000,6000100,10000
                    """.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(ticks, bytes.toByteArray());
        Path scenario = file("s.jsonl", order("1767225600000000002", "c1", "buy", "1", LIMIT + "\"60001\""));

        Cli run = Cli.run(
                "simulate",
                "--scenario",
                scenario,
                "--feed",
                "ticks-csv:BTC-USD=" + ticks,
                "--out",
                folder.resolve("o"));

        assertThat(run.err()).isEmpty();
        assertThat(Files.readString(folder.resolve("o")))
                .contains("\"event\":\"execution\"")
                .contains("\"price\":\"60001\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x,1,Q,1,1,1,1          | t.csv:3: local_ts_ns "x" is not a whole number
            2,Q,1,1,1              | t.csv:3: the row does not have 6 columns
            0,Q,1,1,1,1            | t.csv:3: local_ts_ns "0" is earlier than the row before
            2,Z,1,1,1,1            | t.csv:3: type "Z" is neither Q (quote) nor T (trade)
            2,Q,1.5,1,1,1          | t.csv:3: bid_or_price "1.5" is not a whole number
            2,T,0,1,B,0            | t.csv:3: a trade needs a price and a quantity above zero
            2,Q,99999999999999999,1,1,1 | t.csv:3: bid_or_price "99999999999999999" is too large
            """)
    void aBadRowOfAFeedStopsTheRun(String row, String problem) throws IOException {
        String columns = row.startsWith("x") ? "local_ts_ns,seq,type," : "local_ts_ns,type,";
        String first = row.startsWith("x") ? "1,1,Q,1,1,1,1\n" : "1,Q,1,1,1,1\n";
        Path feed = file(
                "t.csv",
                columns + "bid_or_price_e2,bidqty_or_qty_e0,ask_or_aggressor_e2,askqty_e0\n" + first + row + "\n");

        Cli run = Cli.run("simulate", "--feed", "ticks-csv:BTC-USD=" + feed, "--out", folder.resolve("o"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ticks-csv:BTC-USD            | is not KIND:SYMBOL=PATH
            parquet:BTC-USD=x            | kind "parquet" is none of ticks-csv, l3-csv, jsonl
            ticks-csv:BTC-EUR=x          | symbol "BTC-EUR" is not configured; known are BTC-USD, ETH-USD
            ticks-csv:BTC-USD=nowhere.csv | nowhere.csv does not exist
            """)
    void aBadFeedOptionIsOneSentence(String feed, String problem) {
        Cli run = Cli.run("simulate", "--feed", feed);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(problem).hasLineCount(1);
    }

    @Test
    void quotesCanComeFromAJsonlFeed() throws IOException {
        Path feed = file("f.jsonl", QUOTE);
        Path scenario = file("s.jsonl", order("1767225600000000000", "c1", "buy", "0.1", LIMIT + "\"60005\""));

        Cli run = Cli.run(
                "simulate", "--scenario", scenario, "--feed", "jsonl:BTC-USD=" + feed, "--out", folder.resolve("o"));
        Cli other = Cli.run("simulate", "--feed", "jsonl:ETH-USD=" + feed);

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("o"))).contains("\"event\":\"execution\"");
        assertThat(other.err()).contains("f.jsonl:1: symbol \"BTC-USD\" in the feed of ETH-USD");
    }
}
