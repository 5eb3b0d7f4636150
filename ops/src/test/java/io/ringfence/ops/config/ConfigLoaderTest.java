package io.ringfence.ops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.units.Decimal;
import io.ringfence.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    private static final String MINIMAL = """
            instruments:
              BTC-USD: {lot: 0.0001}
            accounts:
              A1: {cash: 1000}
            gates:
              day_loss_abs: 5000
              dd_soft_bps: 500
              dd_hard_bps: 1000
              max_positions: 3
              gross_abs: 250000.10
              pos_notional_abs: 100000
              cluster_abs: 150000
            """;

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> problems(String text, Map<String, String> environment) throws IOException {
        ConfigProblems problems = new ConfigProblems();
        ConfigLoader.load(file("core.yaml", text), environment, problems);
        return problems.list();
    }

    private List<String> problems(String text) throws IOException {
        return problems(text, Map.of());
    }

    @Test
    void loadsTheSandboxWithoutProblems() {
        Configuration sandbox = ConfigLoader.load(null, Map.of());

        assertThat(sandbox.symbols()).containsExactly("BTC-USD", "ETH-USD", "GLD-USD", "SOL-USD");
        assertThat(sandbox.accounts()).containsExactly("A1", "A2");
        assertThat(sandbox.number("accounts", "A2", "cash")).isEqualTo(Decimal.parseE8("500000"));
        assertThat(sandbox.number("instruments", "BTC-USD", "collar_bps")).isEqualTo(1000);
        assertThat(sandbox.number("gates", "default", "throttle", "rate_per_s")).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void keepsNumbersAsTheyWereWritten() throws IOException {
        Configuration loaded = ConfigLoader.load(file("core.yaml", MINIMAL), Map.of());

        assertThat(loaded.number("instruments", "BTC-USD", "lot")).isEqualTo(10_000);
        assertThat(loaded.number("gates", "default", "gross_abs")).isEqualTo(Decimal.parseE8("250000.1"));
    }

    @Test
    void readsPropertiesLikeYaml() throws IOException {
        Path properties = file("core.properties", """
                instruments.BTC-USD.lot=0.0001
                accounts.A1.cash=1000
                accounts.A1.strategies=s7, s8
                gates.day_loss_abs=5000
                gates.dd_soft_bps=500
                gates.dd_hard_bps=1000
                gates.max_positions=3
                gates.default.gross_abs=250000
                gates.pos_notional_abs=100000
                gates.cluster_abs=150000
                gates.strategies.A1/s7.gross_abs=1000
                """);

        Configuration loaded = ConfigLoader.load(properties, Map.of());

        assertThat(loaded.number("gates", "default", "gross_abs")).isEqualTo(Decimal.parseE8("250000"));
        assertThat(loaded.names().strategies()).containsExactly("A1/s7", "A1/s8");
    }

    @Test
    void takesTheTradingRulesThatVectorsKeepBesideTheLimits() throws IOException {
        String vectors = MINIMAL.replace("  BTC-USD: {lot: 0.0001}", "  BTC-USD: {tick: 0.01}")
                + "  symbols: {BTC-USD: {lot: 0.002, min_notional: 10, max_order_qty: 5}}\n";

        Configuration loaded = ConfigLoader.load(file("core.yaml", vectors), Map.of());

        assertThat(loaded.number("instruments", "BTC-USD", "lot")).isEqualTo(200_000);
        assertThat(loaded.number("gates", "default", "symbols", "BTC-USD", "max_order_qty"))
                .isEqualTo(Decimal.parseE8("5"));
    }

    @Test
    void environmentWinsOverTheFile() throws IOException {
        Configuration loaded = ConfigLoader.load(
                file("core.yaml", MINIMAL),
                Map.of(
                        "RINGFENCE_GATES_GROSS_ABS", "7",
                        "RINGFENCE_GATES_ACCOUNTS_A1_MAX_POSITIONS", "9",
                        "RINGFENCE_INSTRUMENTS_BTC_USD_COLLAR_BPS", "11",
                        "RINGFENCE_GATES_DQ_MIN_SCORE", "60",
                        "PATH", "/bin"));

        assertThat(loaded.text("gates", "default", "gross_abs")).isEqualTo("7");
        assertThat(loaded.text("gates", "accounts", "A1", "max_positions")).isEqualTo("9");
        assertThat(loaded.number("instruments", "BTC-USD", "collar_bps")).isEqualTo(11);
        assertThat(loaded.source("gates.default.gross_abs")).isEqualTo("environment RINGFENCE_GATES_GROSS_ABS");
        assertThat(loaded.source("mode")).isEqualTo("default");
        assertThat(loaded.source("gates.default.max_positions")).endsWith("core.yaml:9");
    }

    @Test
    void environmentOfServiceLinksIsNoConfiguration() throws IOException {
        assertThat(problems(
                        MINIMAL,
                        Map.of(
                                "RINGFENCE_SERVICE_HOST", "10.0.0.1",
                                "RINGFENCE_SERVICE_PORT_HTTP", "8080",
                                "RINGFENCE_PORT_8080_TCP_ADDR", "10.0.0.1",
                                "RINGFENCE_SHARED_DATA", "/data")))
                .isEmpty();
    }

    @Test
    void namesTheNearestKeyOfAnUnknownOne() throws IOException {
        assertThat(problems(MINIMAL + "  gros_abs: 1\n"))
                .singleElement()
                .asString()
                .endsWith("core.yaml:13: unknown key gates.default.gros_abs; did you mean gates.default.gross_abs?");
        assertThat(problems(MINIMAL, Map.of("RINGFENCE_GATES_GROS_ABS", "1")))
                .containsExactly("environment variable RINGFENCE_GATES_GROS_ABS is not a configuration key; "
                        + "did you mean RINGFENCE_GATES_GROSS_ABS?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '  max_positions: 3'     | '  max_positions: three'        | gates.default.max_positions is "three", which is not a whole number
            '  gross_abs: 250000.10' | '  gross_abs: 1e5'              | gates.default.gross_abs is "1e5", which is not a decimal number
            '  gross_abs: 250000.10' | '  gross_abs: -1'               | gates.default.gross_abs is "-1", which is not a decimal number, 0 or more
            '  gross_abs: 250000.10' | '  gross_abs: none'             | gates.default.gross_abs is "none", which is not
            '  gross_abs: 250000.10' | '  net_abs: none'               | gates.default.gross_abs is missing
            '  dd_soft_bps: 500'     | '  dd_soft_bps: 1000'           | dd_soft_bps (1000) must be below dd_hard_bps (1000)
            'lot: 0.0001'            | 'tick: 0.0001'                  | instruments.BTC-USD.lot is missing
            'lot: 0.0001'            | 'lot: 1, quote_currency: EUR'   | add instruments.EUR-USD with kind: fx
            'cash: 1000'             | 'cash: 1, symbols: [BTC-USD,X]' | symbol "X" is not configured
            'cash: 1000'             | 'cash: 1, smp_mode: maybe'      | accounts.A1.smp_mode is "maybe", which is not one of none, cancel_newest
            'instruments:'           | 'mode: live\ninstruments:'      | mode live is not available yet
            'instruments:'           | 'mode: live\ninstruments:'      | mode live needs environment: production
            'gates:'                 | 'gates:\n  accounts: {A9: {gross_abs: 1}}' | account "A9" is not configured; did you mean A1?
            'gates:'                 | 'gates:\n  rho_cfg: {"BTC-USD|ETH-USD": 1}' | pair "BTC-USD|ETH-USD" is not configured
            'gates:'                 | 'gates:\n  groups: {G: {gross_abs: 1}}' | gates.groups.G.members is missing
            'gates:'                 | 'gates:\n  gross_abs: 1'        | gates.default.gross_abs is given twice
            'gates:'                 | 'gates:\n\tx: 1'                | not YAML
            'gates:'                 | 'engine: {ring_size: 1000}\ngates:' | engine.ring_size is 1000, which is not a power of two
            """)
    void refusesWhatDoesNotFit(String good, String bad, String problem) throws IOException {
        String text = MINIMAL.replace(good, bad.replace("\\n", "\n").replace("\\t", "\t"));

        assertThat(problems(text))
                .isNotEmpty()
                .anySatisfy(found -> assertThat(found).contains("core.yaml").contains(problem));
    }

    @Test
    void aMissingFileIsOneSentenceAndExitCodeTwo() {
        assertThatThrownBy(() -> ConfigLoader.load(folder.resolve("none.yaml"), Map.of()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(2))
                .hasMessageContaining("none.yaml does not exist");
    }

    @Test
    void everyEngineSettingIsAKey() {
        for (EngineSetting setting : EngineSetting.values()) {
            if (setting != EngineSetting.VENUE) {
                ConfigKey key = ConfigKeys.find(KeyPath.split(setting.configName));
                assertThat(key).as(setting.configName).isNotNull();
                assertThat(key.type().parse(String.valueOf(key.fallback())))
                        .as(setting.configName)
                        .isEqualTo(setting.defaultValue);
            }
        }
    }

    @Test
    void everyDefaultIsOfItsType() {
        for (ConfigKey key : ConfigKeys.ALL) {
            if (key.fallback() != null) {
                key.type().parse(key.fallback());
            }
        }
    }

    @Test
    void envExampleListsEveryKey() throws IOException {
        String example = Files.readString(Path.of("..", ".env.example"));

        assertThat(example)
                .as("run: ringfence config env > .env.example")
                .isEqualTo(ConfigText.environment(ConfigLoader.load(null, Map.of())));
    }
}
