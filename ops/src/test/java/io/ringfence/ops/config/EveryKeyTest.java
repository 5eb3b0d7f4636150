package io.ringfence.ops.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.state.EngineState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No key may be a dead one. Each key of .env.example is given another value through the environment: what is journaled
 * for the engine must change, or the key is one of those that a process reads, which tests of their own cover.
 */
class EveryKeyTest {
    /** Read where the process is put together: RunTest, RunIT, ConfigLoaderTest. */
    private static final Set<String> OF_THE_PROCESS = Set.of(
            "environment",
            "engine.profile",
            "engine.ring_size",
            "engine.expected_orders",
            "journal.durability",
            "journal.block_size",
            "journal.disk.window_bytes",
            "journal.disk.reserve_bytes",
            "journal.signing_key",
            "journal.segment_commands",
            "journal.seal_every_ms",
            "journal.snapshots.keep",
            "journal.snapshots.every_commands",
            "journal.snapshots.every_seconds",
            "journal.snapshots.reread_bytes",
            "journal.on_alarm",
            "gateway.http.host",
            "gateway.http.port",
            "gateway.http.ops_host",
            "gateway.http.ops_port",
            "gateway.http.allow",
            "gateway.http.ops_allow",
            "gateway.http.tls.certificate",
            "gateway.http.tls.key",
            "gateway.http.tls.password_file",
            "gateway.http.tls.client_ca",
            "gateway.http.requests_per_s",
            "gateway.limits.loosening",
            "gateway.approvals",
            "logging.level");

    private static final String MORE = """
              groups: {G: {members: [A1]}}
            """;

    @TempDir
    private Path folder;

    private Path file() throws IOException {
        String sandbox = new String(
                ConfigLoader.class.getResourceAsStream("sandbox.yaml").readAllBytes(), StandardCharsets.UTF_8);
        return Files.writeString(
                folder.resolve("core.yaml"),
                sandbox.replace("instruments:\n", "instruments:\n  EUR-USD: {kind: fx}\n  USD-EUR: {kind: fx}\n")
                        .replace("A1: {", "A1: {strategies: [s], ")
                        .replace("gates:\n", "gates:\n" + MORE));
    }

    private List<String> commands(Map<String, String> environment) throws IOException {
        ConfigProblems problems = new ConfigProblems();
        Configuration configuration = ConfigLoader.load(file(), environment, problems);
        assertThat(problems.list()).as(environment.toString()).isEmpty();
        EngineState state = new EngineState(16);
        CommandProcessor processor = new CommandProcessor(state, new Journal() {
            @Override
            public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {}

            @Override
            public void committed(long sequence) {}
        });
        List<String> commands = new ArrayList<>();
        ConfigCommands.apply(configuration, state, new ConfigHistory(), (buffer, offset, length) -> {
            StringBuilder hex = new StringBuilder();
            for (int i = offset; i < offset + length; i++) {
                hex.append(Integer.toHexString(buffer.getByte(i) & 0xff)).append(' ');
            }
            commands.add(hex.toString());
            processor.process(buffer, offset, length, 1);
        });
        return commands;
    }

    @Test
    void changesWhatIsJournaledOrIsReadByTheProcess() throws IOException {
        List<String> usual = commands(Map.of());
        Set<String> dead = new TreeSet<>();
        for (ConfigKey key : ConfigKeys.ALL) {
            boolean ofTheProcess =
                    OF_THE_PROCESS.contains(key.pattern()) || key.pattern().startsWith("gateway.fix.");
            if (!ofTheProcess) {
                String variable = KnownNames.variable(named(key.segments()));
                if (commands(Map.of(variable, other(key))).equals(usual)) {
                    dead.add(key.pattern());
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static List<String> named(List<String> segments) {
        return segments.stream()
                .map(segment -> switch (segment) {
                    case "{symbol}" -> "BTC-USD";
                    case "{account}" -> "A1";
                    case "{group}" -> "G";
                    case "{strategy}" -> "A1/s";
                    case "{pair}" -> "BTC-USD|ETH-USD";
                    default -> segment;
                })
                .toList();
    }

    /** A value that neither the file nor a default has, and that fits with all others. */
    private static String other(ConfigKey key) {
        String last = key.segments().get(key.segments().size() - 1);
        return switch (last) {
            case "logic_version" -> "1";
            case "mode" -> "match";
            case "kind" -> "fx";
            case "quote_currency", "currency" -> "EUR";
            case "stop_trigger" -> "mark";
            case "smp_mode" -> "cancel_oldest";
            case "short_allowed", "collar_two_sided", "reduce_allowed", "allow_reduce_on_hard" ->
                last.equals("collar_two_sided") ? "true" : "false";
            case "day_loss", "drawdown", "feeds_dead" -> "true";
            case "symbols" -> "BTC-USD";
            case "strategies" -> "s,t";
            case "members" -> "A1,A2";
            case "dd_soft_bps" -> "501";
            case "rho_sample_ns" -> "61000000000";
            case "rho_shift" -> "7";
            case "cancel_slice" -> "128";
            case "soft_stale_ns", "soft_spread_bps", "soft_dev_bps" -> "19";
            case "hard_stale_ns" -> "6000000000";
            case "hard_spread_bps", "hard_dev_bps", "dd_hard_bps" -> "999";
            case "lot", "tick" -> "0.0003";
            default -> "17";
        };
    }
}
