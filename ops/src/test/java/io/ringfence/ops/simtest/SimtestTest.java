package io.ringfence.ops.simtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.ops.Cli;
import org.junit.jupiter.api.Test;

/**
 * The whole core under simulated faults. In the build a few hundred seeds; {@code ./ringfence simtest --seeds 1000000} or
 * the system property {@code ringfence.simtest.seeds} for more.
 */
class SimtestTest {
    private static final long START = Long.getLong("ringfence.simtest.start", 1);
    private static final long SEEDS = Long.getLong("ringfence.simtest.seeds", 300);

    @Test
    void everySeedHoldsTwice() {
        Simtest.Result result = Simtest.run(START, SEEDS, 2, done -> {});
        Simtest.Failed failed = result.failed();
        if (failed != null) {
            throw new AssertionError("repeat with: ./ringfence simtest --seed " + failed.seed(), failed.cause());
        }
        System.out.println(SEEDS + " seeds, " + result.coverage().of("crash: all") + " crashes");
        assertThat(result.seeds()).isEqualTo(SEEDS);
        assertThat(result.coverage().of("crash: all")).isGreaterThan(SEEDS);
        assertThat(result.coverage().of("event: execution")).isGreaterThan(SEEDS);
        assertThat(result.coverage().of("decision: result 3")).isPositive();
        assertThat(result.coverage().of("recovery: unacknowledged commands lost"))
                .isPositive();
    }

    /** What is never met is said; a coverage without anything misses everything. */
    @Test
    void holesAreReported() {
        assertThat(Expectations.missing(new Coverage()))
                .contains("record: fragments", "code: decision 801", "kill: cause 12");
    }

    @Test
    void oneSeedRepeatsFromTheCommandLine() {
        Cli run = Cli.run("simtest", "--seed", "5", "--threads", "1");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 seeds, each twice").doesNotContain("hole");
    }
}
