package io.ringfence.bench.fix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A real core and a real echo in processes of their own, with few orders: that it measures, not what. */
class FixCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return new CommandLine(new FixCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void measuresBothServersAtEachLoadAndLeavesNothingBehind() throws IOException {
        Path json = folder.resolve("fix.json");
        Path work = folder.resolve("work");
        int code = run(
                "--rates=200,400",
                "--seconds=1",
                "--saturated=300",
                "--window=50",
                "--warm-up=100",
                "--passes=1",
                "--dir=" + work,
                "--json=" + json);
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("200/s", "400/s", "saturated", "echo", "gateway", "ratio", "load of all");
        assertThat(figures(json)).isEqualTo(3 * 2 * 6);
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    /** How many figures of servers there are; each must be one that was measured. */
    private static int figures(Path json) throws IOException {
        int count = 0;
        try (JsonParser parser = new JsonFactory().createParser(json.toFile())) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token.isNumeric() && depth == 4) {
                    count++;
                    assertThat(parser.getDoubleValue()).as(parser.currentName()).isNotNegative();
                }
            }
        }
        return count;
    }

    @Test
    void refusesARateOfNothing() {
        assertThat(run("--rates=1000,0")).isEqualTo(2);
        assertThat(err.toString()).contains("must be at least 1");
    }
}
