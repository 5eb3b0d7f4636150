package io.ringfence.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.schema.DecisionDecoder;
import io.ringfence.engine.schema.ExecutionDecoder;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.OrderAcceptedDecoder;
import io.ringfence.engine.schema.OrderReplacedDecoder;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journal alone brings the same core to the same state, record by record, byte by byte. */
class ReplayTest {
    @ParameterizedTest(name = "venue {0}, {1} commands, seed {2}")
    @CsvSource({"0, 120000, 1", "1, 120000, 2"})
    void randomCommandsReplayToTheSameBytes(int venue, int commands, long seed) {
        CoreHarness core = venue == 0 ? CoreHarness.paper() : CoreHarness.match();
        prepare(core);
        RandomCommands random = new RandomCommands(core, seed);
        Invariants invariants = new Invariants(core.state);
        for (int i = 1; i <= commands; i++) {
            core.now += random.pause();
            core.core.process(core.write.buffer(), 0, random.next(), core.now);
            while (core.core.hasPendingCancels()) {
                core.core.processPendingCancels(core.now);
            }
            if (i % 1000 == 0) {
                invariants.check();
            }
        }
        checkChain(core.tape);
        Map<String, Integer> seen = checkExecutions(core.tape);
        assertThat(seen.get("executions")).as("the stream trades").isGreaterThan(commands / 100);
        assertThat(seen.get("approved")).as("the stream is approved").isGreaterThan(commands / 30);
        assertReplays(core);
    }

    private static void prepare(CoreHarness core) {
        core.write.strategy(0, 0, "s0");
        core.send();
        core.write.strategy(1, 1, "s1");
        core.send();
        core.write.group(0, "g0", 0, 1);
        core.send();
        core.limits(Scope.GROUP, -1, 0, CoreHarness.row(LimitField.GROSS_ABS, "400000"));
        core.limits(Scope.STRATEGY, 0, 0, CoreHarness.row(LimitField.GROSS_ABS, "60000"));
        core.limit(0, LimitField.TRIP_REJECTS, 30);
        core.limit(0, LimitField.TRIP_EXECUTIONS, 200);
        core.limit(1, LimitField.TRIP_DAY_LOSS, 1);
        core.limit(1, LimitField.TRIP_DRAWDOWN, 1);
        core.limit(0, LimitField.TRIP_GATE_ERRORS, 3);
        core.limit(0, LimitField.SLOW_DOWN_MIN_DELAY_NS, 1_000_000);
        core.limits(Scope.GROUP, -1, 0, CoreHarness.row(LimitField.NET_ABS, "200000"));
        core.limits(Scope.GLOBAL, -1, -1, CoreHarness.row(LimitField.NET_ABS, "300000"));
        core.limit(0, LimitField.TRIP_MESSAGES, 60);
        core.rules(CoreHarness.BTC, "", 30);
        core.setting(io.ringfence.engine.state.EngineSetting.COLLAR_WINDOW_NS, 10_000_000);
        core.session(1);
        core.setting(io.ringfence.engine.state.EngineSetting.STATE_HASH_EVERY, 500);
        core.setting(io.ringfence.engine.state.EngineSetting.CANCEL_SLICE, 8);
        core.uncorrelated();
    }

    /** Feeds the recorded commands and stamps to a fresh core and compares what it records. */
    static void assertReplays(CoreHarness original) {
        RecordTape again = new RecordTape();
        EngineState state = new EngineState(64);
        CommandProcessor processor = new CommandProcessor(state, again);
        RecordReader reader = new RecordReader();
        UnsafeBuffer command = new UnsafeBuffer(new byte[4096]);
        RecordTape tape = original.tape;
        for (int i = 0; i < tape.records(); i++) {
            if (tape.isFirstFragment(i)) {
                reader.wrap(tape.buffer(), tape.offset(i), tape.length(i)).next();
                int length = reader.messageLength();
                command.putBytes(0, tape.buffer(), reader.messageOffset(), length);
                processor.process(command, 0, length, reader.timestampNanos());
            }
        }
        assertThat(again.firstDifference(tape)).as("first record that differs").isEqualTo(-1);
        assertThat(again.committed()).isEqualTo(tape.committed());
        assertThat(state.hash()).isEqualTo(original.state.hash());
    }

    /** Sequences have no gap, checksums chain, fragments are complete. */
    static void checkChain(RecordTape tape) {
        CRC32C crc = new CRC32C();
        int previous = 0;
        long sequence = 0;
        int fragment = 0;
        boolean complete = true;
        for (int i = 0; i < tape.records(); i++) {
            int at = tape.offset(i);
            int length = tape.length(i);
            assertThat(RecordFrame.frameLength(tape.buffer(), at)).isEqualTo(length);
            assertThat(length).isLessThanOrEqualTo(RecordFrame.MAX_FRAME_LENGTH);
            sequence += complete ? 1 : 0;
            fragment = complete ? 0 : fragment + 1;
            assertThat(RecordFrame.sequence(tape.buffer(), at)).isEqualTo(sequence);
            assertThat(RecordFrame.fragment(tape.buffer(), at)).isEqualTo(fragment);
            complete = RecordFrame.isLast(tape.buffer(), at);
            assertThat(RecordFrame.previousCrc(tape.buffer(), at)).isEqualTo(previous);
            crc.reset();
            byte[] bytes = new byte[length - RecordFrame.CRC_LENGTH];
            tape.buffer().getBytes(at, bytes);
            crc.update(bytes);
            previous = RecordFrame.crc(tape.buffer(), at, length);
            assertThat((int) crc.getValue()).isEqualTo(previous);
        }
        assertThat(complete).isTrue();
    }

    /** No order ever executes more than was approved, and its cum only rises. */
    private static Map<String, Integer> checkExecutions(RecordTape tape) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        Map<Long, long[]> orders = new HashMap<>();
        Map<String, Integer> seen = new HashMap<>(Map.of("executions", 0, "approved", 0));
        RecordReader reader = new RecordReader();
        for (int i = 0; i < tape.records(); i++) {
            reader.wrap(tape.buffer(), tape.offset(i), tape.length(i));
            while (reader.next()) {
                int at = reader.messageOffset();
                switch (reader.templateId()) {
                    case OrderAcceptedDecoder.TEMPLATE_ID -> {
                        OrderAcceptedDecoder d =
                                new OrderAcceptedDecoder().wrapAndApplyHeader(tape.buffer(), at, header);
                        orders.put(d.orderId(), new long[] {d.quantityE8(), 0});
                    }
                    case OrderReplacedDecoder.TEMPLATE_ID -> {
                        OrderReplacedDecoder d =
                                new OrderReplacedDecoder().wrapAndApplyHeader(tape.buffer(), at, header);
                        orders.get(d.orderId())[0] = d.quantityE8();
                    }
                    case ExecutionDecoder.TEMPLATE_ID -> {
                        ExecutionDecoder d = new ExecutionDecoder().wrapAndApplyHeader(tape.buffer(), at, header);
                        long[] order = orders.get(d.orderId());
                        order[1] += d.quantityE8();
                        assertThat(d.quantityE8()).isPositive();
                        assertThat(d.cumE8()).isEqualTo(order[1]);
                        assertThat(order[1]).isLessThanOrEqualTo(order[0]);
                        assertThat(d.leavesE8()).isEqualTo(order[0] - order[1]);
                        seen.merge("executions", 1, Integer::sum);
                    }
                    case DecisionDecoder.TEMPLATE_ID -> {
                        DecisionDecoder d = new DecisionDecoder().wrapAndApplyHeader(tape.buffer(), at, header);
                        assertThat(d.gateBitmap()).isEqualTo((short) 0xFF);
                        seen.merge("approved", d.result() == 2 ? 0 : 1, Integer::sum);
                        seen.merge("code " + d.primaryCode(), 1, Integer::sum);
                    }
                    default -> {}
                }
            }
        }
        return seen;
    }
}
