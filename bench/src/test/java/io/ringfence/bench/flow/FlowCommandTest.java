package io.ringfence.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FlowCommandTest {
    private static final int COMMANDS = 2_000;

    private final PrintStream standardOut = System.out;
    private final PrintStream standardErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path file;
    private String expected;

    @BeforeEach
    void capture() throws IOException {
        byte[] bytes = FlowGenerator.generate(9, COMMANDS, 2, 10);
        file = Files.write(folder.resolve("flow.bin"), bytes);
        expected = NaiveExchange.digest(FlowFile.of("flow.bin", bytes));
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(standardOut);
        System.setErr(standardErr);
    }

    private int run(String... arguments) {
        return new CommandLine(new FlowCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Test
    void printsTheDigestOnALineOfItsOwnAndBothWays() {
        int code = run(file.toString(), "--passes", "2", "--warm-up", "0", "--expect", expected);
        assertThat(code).isZero();
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n", -1);
        assertThat(lines[0]).isEqualTo(expected);
        assertThat(lines[1]).startsWith("direct").contains("commands/s", "of 2 passes");
        assertThat(lines[2]).startsWith("ring");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("load of all", "commit");
    }

    @Test
    void writesEveryPassAsJson() throws IOException {
        Path json = folder.resolve("report.json");
        int code = run(file.toString(), "--passes", "3", "--warm-up", "0", "--ring", "--json", json.toString());
        assertThat(code).isZero();
        assertThat(Files.readString(json))
                .contains("\"digest\" : \"" + expected + "\"", "\"way\" : \"ring\"", "\"passes_nanos\"")
                .doesNotContain("\"direct\"");
    }

    @Test
    void failsOnAnotherDigest() {
        int code = run(file.toString(), "--passes", "1", "--warm-up", "0", "--direct", "--expect", "1 2 3 4 5 6");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("not the expected one");
    }

    @Test
    void saysWhatIsWrongWithTheInput() throws IOException {
        Path bad = Files.write(folder.resolve("bad.bin"), new byte[41]);
        assertThat(run(folder.resolve("none.bin").toString())).isEqualTo(2);
        assertThat(run(bad.toString())).isEqualTo(2);
        assertThat(run(file.toString(), "--passes", "0")).isEqualTo(2);
        assertThat(run(file.toString(), "--data", folder.toString())).isEqualTo(2);
        assertThat(run(
                        file.toString(),
                        "--json",
                        folder.resolve("no/such/report.json").toString()))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("none.bin", "bad.bin holds 41 bytes", "--passes", "--data", "report.json")
                .doesNotContain("\tat ");
    }
}
