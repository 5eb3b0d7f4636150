package io.ringfence.engine.core;

import static io.ringfence.engine.core.CoreHarness.A1;
import static io.ringfence.engine.core.CoreHarness.BTC;
import static io.ringfence.engine.core.CoreHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.control.OrderPreview;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.schema.MessageHeaderDecoder;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.state.LimitField;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A preview judges as entry does, and leaves no trace. */
class PreviewTest {
    private static final int COMMANDS = Integer.getInteger("ringfence.preview.commands", 8_000);
    private final NewOrderDecoder decoder = new NewOrderDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private int preview(CoreHarness core, OrderPreview preview) {
        return preview.preview(decoder.wrapAndApplyHeader(core.write.buffer(), 0, header), core.now);
    }

    private static String text(Decision decision, Readings readings) {
        StringBuilder text = new StringBuilder(Decision.name(decision.result()) + " " + decision.code() + " "
                + decision.approvedE8() + " " + decision.flags());
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            text.append(" | ").append(readings.verdict[gate]).append(' ').append(readings.code[gate]);
            text.append(' ').append(readings.observed[gate]).append('/').append(readings.limit[gate]);
            text.append(' ').append(readings.allowedE8[gate]).append(' ').append(readings.scopeType[gate]);
        }
        return text.toString();
    }

    private static CoreHarness core(int venue) {
        CoreHarness core = venue == 0 ? CoreHarness.paper() : CoreHarness.match();
        core.rules(BTC, "", 50);
        core.write.strategy(A1, 0, "s0");
        core.send();
        core.account(1, "A2", false, 40);
        return core;
    }

    @ParameterizedTest(name = "venue {0}")
    @CsvSource({"0", "1"})
    void previewAndEntryAgreeOnRandomOrders(int venue) {
        long seed = Long.getLong("ringfence.seed", 20260101L);
        System.out.println("preview against entry: -Dringfence.seed=" + seed);
        CoreHarness core = core(venue);
        RandomCommands random = new RandomCommands(core, seed + venue);
        OrderPreview preview = new OrderPreview(core.state, core.core.execution());
        int judged = 0;
        int refused = 0;
        for (int i = 0; i < COMMANDS; i++) {
            core.now += random.pause();
            UnsafeBuffer command = new UnsafeBuffer(new byte[random.next()]);
            command.putBytes(0, core.write.buffer(), 0, command.capacity());
            if (header.wrap(command, 0).templateId() != NewOrderDecoder.TEMPLATE_ID) {
                core.send(command, command.capacity());
                finishCancels(core);
            } else {
                int code = compare(core, preview, command);
                judged += code == 0 ? 1 : 0;
                refused += code > 0 ? 1 : 0;
            }
        }
        assertThat(judged).as("orders that reached the gates").isGreaterThan(COMMANDS / 10);
        assertThat(refused).as("orders that did not").isGreaterThan(COMMANDS / 200);
    }

    private static void finishCancels(CoreHarness core) {
        while (core.core.hasPendingCancels()) {
            core.core.processPendingCancels(core.now);
        }
    }

    /** The code of the preview, -1 when entry answered by the client order id alone. */
    private int compare(CoreHarness core, OrderPreview preview, UnsafeBuffer command) {
        // What falls due with any command, the order's own included, happens before.
        core.timer();
        finishCancels(core);
        core.now += SECOND;
        core.timer();
        finishCancels(core);
        long before = core.state.hash();
        int code = preview.preview(decoder.wrapAndApplyHeader(command, 0, header), core.now);
        assertThat(core.state.hash()).as("state hash around the preview").isEqualTo(before);
        List<String> lines = core.send(command, command.capacity());
        finishCancels(core);
        String first = lines.isEmpty() ? "" : lines.get(0);
        if (first.startsWith("duplicate") || first.startsWith("rejected 1015") || first.startsWith("rejected 904")) {
            return -1;
        }
        if (code != 0) {
            assertThat(first).startsWith("rejected " + code);
        } else {
            assertThat(text(core.core.decision(), core.core.readings()))
                    .isEqualTo(text(preview.decision(), preview.readings()));
        }
        return code;
    }

    @Test
    void previewKnowsWhatEntryRefusesByTime() {
        CoreHarness core = CoreHarness.paper();
        OrderPreview preview = new OrderPreview(core.state, core.core.execution());
        core.buy("0.1").limit("59000").gtd(core.now).encode();
        assertThat(preview(core, preview)).isEqualTo(1018);
        core.buy("0.1").limit("59000").aged(core.now - 2 * SECOND, SECOND).encode();
        assertThat(preview(core, preview)).isEqualTo(1021);
    }

    @Test
    void previewDoesNotCountForThrottlesSlowDownAndPattern() {
        CoreHarness core = CoreHarness.paper();
        core.limit(A1, LimitField.THROTTLE_RATE, 1);
        core.limit(A1, LimitField.DUPLICATE_WINDOW_NS, SECOND);
        core.limit(A1, LimitField.SLOW_DOWN_MIN_DELAY_NS, SECOND);
        OrderPreview preview = new OrderPreview(core.state, core.core.execution());
        long before = core.state.hash();
        for (int i = 0; i < 3; i++) {
            core.buy("0.1").limit("59000").encode();
            assertThat(preview(core, preview)).isZero();
        }
        assertThat(core.state.hash()).isEqualTo(before);
        assertThat(core.buy("0.1").limit("59000").send()).containsExactly("accepted o1 0.1");
    }

    @Test
    void previewAnswersForASuspendedStrategy() {
        CoreHarness core = CoreHarness.paper();
        core.write.strategy(A1, 0, "s0");
        core.send();
        core.limit(A1, LimitField.TRIP_EXECUTIONS, 1);
        core.buy("0.01").strategy(0).send();
        core.buy("0.01").strategy(0).send();
        OrderPreview preview = new OrderPreview(core.state, core.core.execution());
        core.buy("0.1").limit("59000").strategy(0).encode();
        assertThat(preview(core, preview)).isEqualTo(1029);
    }
}
