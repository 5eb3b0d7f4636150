package io.ringfence.ops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.command.CommandWriter.LimitRow;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LogicVersion;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.Failure;
import io.ringfence.ops.json.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine itself takes the commands; what they did is read from its state and its records. */
class ConfigCommandsTest {
    private static final String TEXT = """
            instruments:
              BTC-USD: {lot: 0.0001, tick: 0.01}
              ETH-USD: {lot: 0.001}
            accounts:
              A1: {cash: 1000, symbols: [BTC-USD], strategies: [s7]}
              A2: {cash: 2000}
            gates:
              day_loss_abs: 5000
              dd_soft_bps: 500
              dd_hard_bps: 1000
              max_positions: 3
              gross_abs: 250000
              pos_notional_abs: 100000
              cluster_abs: 150000
              rho_cfg: {"BTC-USD|ETH-USD": 600000}
              symbols: {BTC-USD: {pos_qty: 3}}
              accounts: {A2: {gross_abs: 7}}
              groups: {desk: {members: [A1, A2], gross_abs: 9}}
              strategies: {A1/s7: {gross_abs: 5}}
              global: {gross_abs: 11}
            """;

    @TempDir
    Path folder;

    private final EngineState state = new EngineState(64);
    private final ConfigHistory history = new ConfigHistory();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final RecordJson json = new RecordJson(out);
    private final CommandProcessor processor = new CommandProcessor(state, new Journal() {
        @Override
        public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
            try {
                history.learn(record, offset, length);
                json.writeRecord(record, offset, length);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void committed(long sequence) {}
    });

    ConfigCommandsTest() throws IOException {}

    private List<String> apply(String text) throws IOException {
        json.flush();
        out.reset();
        Configuration configuration = ConfigLoader.load(Files.writeString(folder.resolve("c.yaml"), text), Map.of());
        ConfigCommands.apply(
                configuration,
                state,
                history,
                (command, offset, length) -> processor.process(command, offset, length, 1_000));
        json.flush();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private long gross(int account) {
        return state.account(account).limits.get(LimitField.GROSS_ABS);
    }

    @Test
    void firstStartDefinesEverything() throws IOException {
        List<String> records = apply(TEXT);

        assertThat(records).noneMatch(record -> record.contains("refused"));
        assertThat(state.instruments.find("ETH-USD")).isEqualTo(1);
        assertThat(state.account(0).cashE8).isEqualTo(Decimal.parseE8("1000"));
        assertThat(state.account(0).mayTrade(1)).isFalse();
        assertThat(state.account(1).mayTrade(1)).isTrue();
        assertThat(gross(0)).isEqualTo(Decimal.parseE8("250000"));
        assertThat(gross(1)).isEqualTo(Decimal.parseE8("7"));
        assertThat(state.account(0).limits.symbol(0).positionQuantityE8).isEqualTo(Decimal.parseE8("3"));
        assertThat(state.rho.rhoPpm(0, 1, 32, 1)).isEqualTo(600_000);
        assertThat(state.global.limits.get(LimitField.GROSS_ABS)).isEqualTo(Decimal.parseE8("11"));
        assertThat(state.group(0).limits.get(LimitField.GROSS_ABS)).isEqualTo(Decimal.parseE8("9"));
        assertThat(state.strategy(0).limits.get(LimitField.GROSS_ABS)).isEqualTo(Decimal.parseE8("5"));
    }

    @Test
    void restartWithTheSameConfigurationJournalsNothing() throws IOException {
        apply(TEXT);

        assertThat(apply(TEXT)).isEmpty();
    }

    @Test
    void restartJournalsOnlyWhatTheFileChanged() throws IOException {
        apply(TEXT);

        List<String> records =
                apply(TEXT.replace("tick: 0.01", "tick: 0.05").replace("{gross_abs: 7}", "{gross_abs: 8}"));

        assertThat(records).hasSize(2);
        assertThat(records.get(0)).contains("define_instrument").contains("\"tick\":\"0.05\"");
        assertThat(records.get(1)).contains("\"key\":\"A2\",\"set\":{\"gross_abs\":\"8\"}");
    }

    @Test
    void aLimitTightenedAtRunTimeSurvivesARestart() throws IOException {
        apply(TEXT);
        CommandWriter writer = new CommandWriter();
        LimitRow tight = new LimitRow(LimitField.GROSS_ABS.id, -1, -1, Decimal.parseE8("100"));
        writer.setLimits(Scope.ACCOUNT, 0, -1, Fixed.ABSENT, List.of(tight), "nervous", "risk officer");
        processor.process(writer.buffer(), 0, writer.length(), 2_000);

        assertThat(apply(TEXT)).isEmpty();
        assertThat(gross(0)).isEqualTo(Decimal.parseE8("100"));
    }

    @Test
    void aLimitThatLeavesTheFileIsTakenBack() throws IOException {
        apply(TEXT);

        List<String> records = apply(TEXT.replace("global: {gross_abs: 11}", "global: {max_positions: 5}"));

        assertThat(records).singleElement().asString().contains("{\"max_positions\":\"5\",\"gross_abs\":null}");
        assertThat(state.global.limits.has(LimitField.GROSS_ABS)).isFalse();
    }

    @Test
    void aJournalFollowsTheNewestRulesUnlessHeldBack() throws IOException {
        assertThat(apply("engine: {logic_version: 1}\n" + TEXT)).noneMatch(record -> record.contains("\"upgrade\""));
        assertThat(state.logicVersion).isEqualTo(1);

        assertThat(apply(TEXT)).singleElement().asString().contains("\"type\":\"upgrade\"", "logic_activated");

        assertThat(state.logicVersion).isEqualTo(LogicVersion.NEWEST);
        assertThatThrownBy(() -> apply("engine: {logic_version: 1}\n" + TEXT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("engine.logic_version is 1")
                .hasMessageContaining("there is no way back");
        int unknown = LogicVersion.NEWEST + 1;
        assertThatThrownBy(() -> apply("engine: {logic_version: " + unknown + "}\n" + TEXT))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("this build knows the rules up to version " + LogicVersion.NEWEST);
    }

    @Test
    void aNewInstrumentGetsTheNextId() throws IOException {
        apply(TEXT);

        apply(TEXT.replace("instruments:", "instruments:\n  AAA-USD: {lot: 1}"));

        assertThat(state.instruments.find("AAA-USD")).isEqualTo(2);
    }

    @Test
    void whatPositionsAreCountedInIsFixedForGood() throws IOException {
        apply(TEXT);

        assertThatThrownBy(() -> apply(TEXT.replace("mode: paper", "").replaceFirst("^", "mode: match\n")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("mode is match, but this journal was written in mode paper");
        assertThatThrownBy(() -> apply(TEXT.replace("{cash: 2000}", "{cash: 2000, currency: EUR}")
                        .replace("instruments:", "instruments:\n  USD-EUR: {kind: fx}")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("accounts.A2.currency differs");
    }
}
