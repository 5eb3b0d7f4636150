package io.ringfence.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.ops.Cli;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other limits would have done, by hand, by a second simulation, and by executing again what is claimed. */
class CounterfactualTest {
    private static final int STEPS = Integer.getInteger("ringfence.test.audit.steps", 400);
    private static final long SEED = Long.getLong("ringfence.test.audit.seed", 20_260_104);

    /** Long 0.5 at 60005, another 0.5, then the market falls by 1000 and one half is sold. */
    private static final String SCENARIO = """
            {"t":"1767225600000000000","type":"quote","symbol":"BTC-USD","bid":"59995","bid_qty":"2","ask":"60005","ask_qty":"2","last":"60000"}
            {"t":"1767225600000000001","type":"order","account":"A1","client_order_id":"c1","symbol":"BTC-USD","side":"buy","order_type":"market","qty":"0.5"}
            {"t":"1767225600000000002","type":"order","account":"A1","client_order_id":"c2","symbol":"BTC-USD","side":"buy","order_type":"market","qty":"0.5"}
            {"t":"1767225600000000003","type":"order","account":"A1","client_order_id":"c3","symbol":"BTC-USD","side":"buy","order_type":"market","qty":"6"}
            {"t":"1767225600500000000","type":"quote","symbol":"BTC-USD","bid":"58995","bid_qty":"2","ask":"59005","ask_qty":"2","last":"59000"}
            {"t":"1767225600500000001","type":"order","account":"A1","client_order_id":"c4","symbol":"BTC-USD","side":"sell","order_type":"market","qty":"0.5"}
            """;

    @TempDir
    Path folder;

    private Path small() throws IOException {
        Path data = folder.resolve("small");
        Path scenario = Files.writeString(folder.resolve("s.jsonl"), SCENARIO);
        Cli run = Cli.run("simulate", "--scenario", scenario, "--data", data, "--out", folder.resolve("o"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return data;
    }

    private Map<String, Object> ask(Path data, String limits, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("limits.yaml"), limits);
        Path report = folder.resolve("report");
        Object[] command = new Object[7 + more.length];
        System.arraycopy(
                new Object[] {"replay", "--data", data, "--limits", file, "--report", report}, 0, command, 0, 7);
        System.arraycopy(more, 0, command, 7, more.length);
        Cli run = Cli.run(command);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Json.read(folder.resolve("report.json"));
    }

    @Test
    void changesAndMoneyAreAsWorkedOutByHand() throws IOException {
        Map<String, Object> report = ask(small(), "gates: {gross_abs: 45000}", "--no-tightest");

        // c1 fits whole (30,000). c2: room 15,000 at a mark of 60,000 -> 0.25. c3 is refused by 701, and
        // here by 601 first, because nothing is left. c4: 0.5 of 0.75 is still sold.
        Map<String, Object> decisions = Json.map(report, "decisions");
        assertThat(decisions)
                .containsEntry("total", "4")
                .containsEntry("changed", "1")
                .containsEntry("reduced", "1")
                .containsEntry("refused", "0")
                .containsEntry("reason", "1");
        Map<String, Object> change = Json.list(decisions, "changes").get(0);
        assertThat(change).containsEntry("kind", "reduced").containsEntry("account", "A1");
        assertThat(Json.map(change, "recorded")).containsEntry("approved", "0.5");
        assertThat(Json.map(change, "counterfactual"))
                .containsEntry("approved", "0.25")
                .containsEntry("code", "601")
                .containsEntry("gate", "6");

        // c2 bought 0.5 at 60,005, which is 59,000 at the end: -502.5. Here 0.25: -251.25.
        Map<String, Object> group = Json.list(report, "groups").get(0);
        assertThat(group)
                .containsEntry("decisions", "1")
                .containsEntry("order_value", "15150")
                .containsEntry("profit_recorded", "-502.5")
                .containsEntry("profit_counterfactual", "-251.25")
                .containsEntry("profit_difference", "251.25");
        Map<String, Object> account = Json.list(report, "accounts").get(0);
        assertThat(account).containsEntry("profit_difference", "251.25");
        // All in all: 0.5 at 60,005, 0.5 at 60,005, half of it sold at 58,995.
        assertThat(Json.map(account, "recorded"))
                .containsEntry("profit", "-1007.5")
                .containsEntry("peak_gross", "60000")
                .containsEntry("gross_at_end", "29500");
        assertThat(Json.map(account, "counterfactual"))
                .containsEntry("profit", "-756.25")
                .containsEntry("peak_gross", "45000")
                .containsEntry("gross_at_end", "14750");
    }

    @Test
    void theLimitsThatWereInForceChangeNothing() throws IOException {
        Map<String, Object> report = ask(small(), "gates: {gross_abs: 250000, pos_notional_abs: 100000}");

        assertThat(Json.map(report, "decisions")).containsEntry("changed", "0").containsEntry("reason", "0");
        assertThat(Json.list(report, "groups")).isEmpty();
        assertThat(Json.map(report, "totals")).containsEntry("profit_difference", "0");
        assertThat(Json.map(report, "journal").get("counterfactual_state_hash"))
                .isEqualTo(Json.map(report, "journal").get("state_hash"));
    }

    /** The tightest limits by hand: 1 BTC at 60,000, the fat finger of 0.5, and what the fall of the market cost. */
    @Test
    void tightestLimitsAreAsWorkedOutByHand() throws IOException {
        Map<String, String> tightest = new TreeMap<>();
        Map<String, Object> report = ask(small(), "gates: {gross_abs: 250000}");
        for (Map<String, Object> limit : Json.list(Json.map(report, "tightest"), "limits")) {
            assertThat(limit).containsEntry("proven", "true").containsEntry("account", "A1");
            tightest.put(Json.text(limit, "limit").replace("gates.accounts.A1.", ""), Json.text(limit, "tightest"));
        }

        // c4 only reduces, so no limit of size has to let it pass, and no loss blocks it: the losses that count are
        // those
        // up to c2: the spread of c1, 0.5 times 5.
        assertThat(tightest)
                .containsEntry("gross_abs", "60000")
                .containsEntry("pos_notional_abs", "60000")
                .containsEntry("cluster_abs", "60000")
                .containsEntry("max_positions", "1")
                .containsEntry("day_loss_abs", "2.50000001")
                .containsEntry("dd_hard_bps", "2")
                .containsEntry("symbols.BTC-USD.pos_qty", "1")
                .containsEntry("symbols.BTC-USD.max_order_qty", "0.5")
                .containsEntry("symbols.BTC-USD.max_order_notional", "30300");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "match"})
    void whatIsClaimedOfTheTightestLimitsHoldsWhenItIsTried(String mode) throws IOException {
        Path data = RandomDay.journal(folder.resolve(mode), mode, SEED, STEPS);
        Map<String, Object> report =
                ask(data, "gates: {default: {gross_abs: 60000}, groups: {G1: {gross_abs: 90000}}}");
        Map<String, Object> tightest = Json.map(report, "tightest");
        assertThat(tightest).as("seed " + SEED).containsEntry("nothing_changes_under_all", "true");
        List<Map<String, Object>> limits = Json.list(tightest, "limits");
        assertThat(limits)
                .hasSizeGreaterThan(15)
                .allSatisfy(limit -> assertThat(limit).as("seed " + SEED).containsEntry("proven", "true"));
        moneyAddsUp(report);

        String yaml = Json.text(tightest, "yaml");
        Map<String, Object> proof = ask(data, yaml, "--only-tighten", "--no-tightest");
        assertThat(Json.map(proof, "decisions"))
                .as("seed " + SEED + "\n" + yaml)
                .containsEntry("changed", "0");
        for (Map<String, Object> limit : List.of(limits.get(0), limits.get(limits.size() / 2))) {
            String value = " " + limit.get("tightest") + "\n";
            String tighter = yaml.replace(value, " " + limit.get("one_unit_tighter") + "\n");
            Map<String, Object> below = ask(data, tighter, "--only-tighten", "--no-tightest");
            assertThat(Integer.parseInt(Json.text(Json.map(below, "decisions"), "changed")))
                    .as("seed " + SEED + ", " + limit)
                    .isPositive();
        }
    }

    /** The groups of an account explain all of its difference; each valuation rounds down, so a few units may be left. */
    private static void moneyAddsUp(Map<String, Object> report) {
        for (Map<String, Object> account : Json.list(report, "accounts")) {
            BigDecimal sum = BigDecimal.ZERO;
            int groups = 0;
            for (Map<String, Object> group : Json.list(report, "groups")) {
                if (group.get("account").equals(account.get("account"))) {
                    sum = sum.add(new BigDecimal(Json.text(group, "profit_difference")));
                    groups++;
                }
            }
            assertThat(sum.subtract(new BigDecimal(Json.text(account, "profit_difference")))
                            .abs())
                    .as("seed " + SEED + ", " + account.get("account"))
                    .isLessThanOrEqualTo(BigDecimal.valueOf(8L * groups, 8));
        }
    }

    /** A simulation of the same orders that was configured with these limits from the start is the other world. */
    @Test
    void theOtherWorldIsTheOneThatTheseLimitsWouldHaveMade() throws IOException {
        Path data = RandomDay.journal(folder.resolve("day"), "paper", SEED + 1, STEPS);
        Map<String, Object> report =
                ask(data, "gates: {accounts: {A2: {max_positions: 2, cluster_abs: 40000}}}", "--no-tightest");
        Path config = Files.writeString(
                folder.resolve("other.yaml"),
                RandomDay.CONFIG
                        .formatted("paper")
                        .replace(
                                "  groups:\n",
                                "  accounts: {A2: {max_positions: 2, cluster_abs: 40000}}\n  groups:\n"));
        Path other = folder.resolve("other");
        Cli run = Cli.run(
                "simulate",
                "--config",
                config,
                "--scenario",
                folder.resolve("day/day.jsonl"),
                "--data",
                other,
                "--out",
                folder.resolve("o"));
        assertThat(run.exitCode()).as(run.err()).isZero();

        List<Map<String, String>> recorded = decisions(data, "a");
        List<Map<String, String>> configured = decisions(other, "b");
        assertThat(configured).hasSameSizeAs(recorded);
        int changed = 0;
        for (int i = 0; i < recorded.size(); i++) {
            assertThat(configured.get(i)).containsEntry("seq", recorded.get(i).get("seq"));
            changed += result(recorded.get(i)).equals(result(configured.get(i))) ? 0 : 1;
        }
        assertThat(changed).as("seed " + SEED).isPositive();
        assertThat(Json.map(report, "decisions")).containsEntry("changed", Integer.toString(changed));
        assertThat(Json.map(report, "journal").get("counterfactual_state_hash")).isEqualTo(lastHash(other));
    }

    private static String lastHash(Path data) {
        Cli replay = Cli.run("replay", "--data", data);
        Matcher hash = Pattern.compile("state hash (\\w+)").matcher(replay.out());
        assertThat(hash.find()).isTrue();
        return hash.group(1);
    }

    private List<Map<String, String>> decisions(Path data, String name) throws IOException {
        return Tables.csv(Tables.export(data, "decisions", "csv", folder.resolve(name)));
    }

    private static String result(Map<String, String> decision) {
        return decision.get("decision") + " " + decision.get("approved_qty");
    }

    /** The page runs its own scripts and nothing else: hashes match, and it names no other place. */
    @Test
    void thePageIsCompleteAndFetchesNothing() throws IOException, NoSuchAlgorithmException {
        ask(small(), "gates: {gross_abs: 45000}");
        String page = Files.readString(folder.resolve("report.html"));

        String policy = page.replaceAll("(?s).*Content-Security-Policy\" content=\"([^\"]*)\".*", "$1");
        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe", "http", "*");
        Matcher inline = Pattern.compile("(?s)<(script|style)>(.*?)</\\1>").matcher(page);
        int count = 0;
        while (inline.find()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(inline.group(2).getBytes(StandardCharsets.UTF_8));
            assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
            count++;
        }
        assertThat(count).isEqualTo(3);
        assertThat(page).doesNotContain("src=\"", "href=\"", "@DATA@", "@SCRIPT@", "@CHARTS@", "sourceMappingURL");
        assertThat(page).contains("\"profit_difference\":\"251.25\"");
    }

    @Test
    void badUsageIsOneSentence() throws IOException {
        Path data = small();
        Path limits = folder.resolve("limits.yaml");
        String[][] wrong = {
            {"gates: {gros_abs: 1}", "unknown limit gates.default.gros_abs", "gross_abs"},
            {"gates: {accounts: {A9: {gross_abs: 1}}}", "account \"A9\" is not in this journal", "A1"},
            {"gates: {symbols: {BTC-USB: {pos_qty: 1}}}", "symbol \"BTC-USB\" is not in this journal", "BTC-USD"},
            {"gates: {gross_abs: many}", "which is not a decimal number", "limits.yaml:1"},
            {"mode: paper", "has no limits", "gates"},
            {"gates: {groups: {G: {members: [A1]}}}", "is not a limit", "members"}
        };
        for (String[] one : wrong) {
            Files.writeString(limits, one[0]);
            Cli run = Cli.run("replay", "--data", data, "--limits", limits, "--report", folder.resolve("r"));
            assertThat(run.exitCode()).as(one[0]).isEqualTo(2);
            assertThat(run.err()).as(one[0]).contains(one[1]).contains(one[2]).hasLineCount(1);
        }
        assertThat(Cli.run("replay", "--data", data, "--limits", limits).err()).contains("go together");
        assertThat(folder.resolve("r.json")).doesNotExist();
    }
}
