package io.ringfence.bench.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Real cores in processes of their own, with few clients: that all is accounted for, not how fast it is. */
class RestCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(Callable<Integer> command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Test
    void aCrowdIsAccountedFor() {
        int code = run(
                new CrowdCommand(),
                "--connections=20",
                "--slow=25",
                "--rate=200",
                "--seconds=1",
                "--passes=1",
                "--warm-up=100",
                "--dir=" + folder);
        assertThat(code).as(out + "" + err).isZero();
        assertThat(out.toString())
                .contains("submitted 400 = accepted 400 + rejected 0 + unknown 0; accepted in the journal 400: exact");
    }

    @Test
    void nothingIsApprovedBehindATrip() {
        int code = run(new TripCommand(), "--connections=50", "--trips=3", "--warm-up=500", "--dir=" + folder);
        assertThat(code).as(out + "" + err).isZero();
        assertThat(out.toString())
                .contains("trips    3; approved behind a stop in the journal 0, after its acknowledgement 0");
    }

    @Test
    void refusesNothingToDo() {
        assertThat(run(new CrowdCommand(), "--rate=0")).isEqualTo(2);
        assertThat(run(new TripCommand(), "--trips=0")).isEqualTo(2);
        assertThat(err.toString()).contains("must be");
    }
}
