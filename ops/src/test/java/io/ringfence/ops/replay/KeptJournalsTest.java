package io.ringfence.ops.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.state.LogicVersion;
import io.ringfence.ops.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Journals of every version of schema and rules, as builds of their time wrote them ({@code ops/dev/keep-journals}):
 * this build verifies them and replays every byte.
 */
class KeptJournalsTest {
    @TempDir
    Path folder;

    static Stream<String> names() {
        return IntStream.rangeClosed(LogicVersion.OLDEST, LogicVersion.NEWEST)
                .boxed()
                .flatMap(rules -> Stream.of("schema1-rules" + rules + "-paper", "schema1-rules" + rules + "-match"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void replaysToTheSameBytes(String name) throws IOException {
        Path data = unpack(name);

        Cli verify = Cli.run("journal", "verify", "--data", data);
        assertThat(verify.exitCode()).as(verify.err()).isZero();
        Cli replay = Cli.run("replay", "--data", data, "--verify");
        assertThat(replay.exitCode()).as(replay.out() + replay.err()).isZero();

        List<String> dump = dump(data);
        String rules = name.replaceAll(".*rules(\\d+).*", "$1");
        assertThat(dump).hasSizeGreaterThan(300);
        assertThat(dump.get(dump.size() - 1)).contains("\"logic_version\":" + rules + ",\"schema_version\":1,");
    }

    /** The rules really differ: what the second ones brought changes what came of the same orders. */
    @Test
    void theStopThatFiredBeyondTheCollarIsFilledUnderTheFirstRulesOnly() throws IOException {
        assertThat(afterCollared("schema1-rules1-paper")).contains("\"event\":\"execution\"");
        assertThat(afterCollared("schema1-rules2-paper"))
                .contains("\"event\":\"canceled\"")
                .doesNotContain("\"event\":\"execution\"");
    }

    /** The record of the trade that fired the stop: the last one with a trade. */
    private String afterCollared(String name) throws IOException {
        return dump(unpack(name)).stream()
                .filter(line -> line.contains("\"type\":\"trade\""))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private List<String> dump(Path data) throws IOException {
        Path out = data.resolveSibling(data.getFileName() + ".jsonl");
        Cli dump = Cli.run("journal", "dump", "--data", data, "--out", out);
        assertThat(dump.exitCode()).as(dump.err()).isZero();
        return Files.readAllLines(out);
    }

    private Path unpack(String name) throws IOException {
        Path data = folder.resolve(name);
        try (InputStream resource = Objects.requireNonNull(
                        getClass().getResourceAsStream("/journals/" + name + ".zip"), "run: ops/dev/keep-journals");
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = data.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(zip, file);
                }
            }
        }
        return data;
    }
}
