package io.ringfence.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.pipeline.Pipeline.WaitProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole core on flows, held to a matcher that shares nothing with it. */
class FlowRunTest {
    private static final int COMMANDS = 20_000;
    private static final long STATE_HASH_EVERY = 5_000;

    private static FlowPass run(FlowFile flow, JournalFactory journals, Way way) throws IOException {
        FlowPlan plan = new FlowPlan(flow);
        FlowRunner runner =
                new FlowRunner(plan, new EncodedFlow(flow, plan), journals, WaitProfile.SHARED, STATE_HASH_EVERY);
        return runner.pass(way);
    }

    private static FlowFile generated(long seed, int symbols, int accounts) throws IOException {
        return FlowFile.of("seed " + seed, FlowGenerator.generate(seed, COMMANDS, symbols, accounts));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void digestIsThatOfANaiveExchange(Way way) throws IOException {
        for (long seed = 1; seed <= 3; seed++) {
            FlowFile flow = generated(seed, (int) seed * 2, 50);
            FlowPass pass = run(flow, JournalFactory.of(JournalKind.MEMORY, null), way);
            assertThat(pass.digest().toString()).as("seed %d", seed).isEqualTo(NaiveExchange.digest(flow));
            assertThat(pass.digest().rejectedOrders()).isZero();
            assertThat(pass.commands()).isEqualTo(COMMANDS);
        }
    }

    @ParameterizedTest
    @EnumSource(JournalKind.class)
    void everyJournalHoldsTheSame(JournalKind kind, @TempDir Path folder) throws IOException {
        FlowFile flow = generated(4, 3, 20);
        try (JournalFactory journals = JournalFactory.of(kind, folder.resolve("data"))) {
            FlowPass first = run(flow, journals, Way.DIRECT);
            FlowPass second = run(flow, journals, Way.DIRECT);
            assertThat(first.digest().toString()).isEqualTo(NaiveExchange.digest(flow));
            assertThat(second.digest().toString()).isEqualTo(first.digest().toString());
            assertThat(second.journalBytes()).isEqualTo(first.journalBytes()).isPositive();
        }
    }

    @Test
    void keepsTheJournalWhereItWasTold(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        try (JournalFactory journals = JournalFactory.of(JournalKind.CHRONICLE, data)) {
            run(generated(5, 1, 5), journals, Way.DIRECT);
        }
        assertThat(Files.exists(data.resolve("high-water.mark"))).isTrue();
    }

    @Test
    void agreesWithIndependentEnginesOnAMillionCommands() throws IOException {
        FlowFile flow = FlowFile.read(SharedData.require("flow/flow1.bin.gz"));
        FlowPass pass = run(flow, JournalFactory.of(JournalKind.NONE, null), Way.DIRECT);
        assertThat(pass.digest().toString())
                .isEqualTo("ok 878586 rejected 121414 unfilled_ioc 24688 trades 182507 traded_qty 1023587"
                        + " notional 10260738568")
                .isEqualTo(NaiveExchange.digest(flow));
    }
}
