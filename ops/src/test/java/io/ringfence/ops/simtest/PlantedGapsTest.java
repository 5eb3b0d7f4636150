package io.ringfence.ops.simtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.pipeline.CommandClass;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.CommandPublisher.Result;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.pipeline.SteppedPipeline;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.schema.KillDecoder;
import io.ringfence.engine.schema.TimerDecoder;
import io.ringfence.engine.state.EngineState;
import io.ringfence.ops.simtest.model.Recorded;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** What planted bugs showed no test to see: the order and the room of the ring, stamps that fall. */
class PlantedGapsTest {
    private static final int RING = 16;

    private final List<Recorded> records = new ArrayList<>();
    private final List<byte[]> fragments = new ArrayList<>();
    private final CommandWriter write = new CommandWriter();
    private long now = 1_000;

    private final CommandProcessor processor = new CommandProcessor(new EngineState(16), new Journal() {
        @Override
        public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
            byte[] bytes = new byte[length];
            record.getBytes(offset, bytes);
            fragments.add(bytes);
            if (RecordFrame.isLast(record, offset)) {
                records.add(Recorded.of(List.copyOf(fragments)));
                fragments.clear();
            }
        }

        @Override
        public void committed(long sequence) {
            assertThat(fragments).as("a commit in the middle of a command").isEmpty();
        }
    });
    private final SteppedPipeline pipeline =
            new SteppedPipeline(processor, () -> now, (cause, command, length) -> {}, RING);

    private Result publish(CommandClass commandClass) {
        write.origin(1, 0, 0, 0);
        write.timer();
        return pipeline.publisher().publish(commandClass, write.buffer(), 0, write.length(), 0);
    }

    @Test
    void aFullRingKeepsRoomForOrdersAndThenForCancels() {
        int feed = 0;
        while (publish(CommandClass.FEED) == Result.PUBLISHED) {
            feed++;
        }
        int orders = 0;
        while (publish(CommandClass.ORDER) == Result.PUBLISHED) {
            orders++;
        }
        int cancels = 0;
        while (publish(CommandClass.CANCEL) == Result.PUBLISHED) {
            cancels++;
        }
        assertThat(List.of(feed, orders, cancels)).containsExactly(RING * 3 / 4, RING / 8, RING / 8);
    }

    @Test
    void aTripGoesBeforeEverythingThatWaits() {
        publish(CommandClass.ORDER);
        publish(CommandClass.ORDER);
        write.kill(Scope.GLOBAL, 2, true, -1, -1, "drill", "test");
        assertThat(pipeline.publisher().publishKill(write.buffer(), 0, write.length()))
                .isEqualTo(Result.PUBLISHED);
        while (pipeline.step()) {
            // until the ring is empty
        }
        assertThat(records)
                .extracting(Recorded::template)
                .containsExactly(KillDecoder.TEMPLATE_ID, TimerDecoder.TEMPLATE_ID, TimerDecoder.TEMPLATE_ID);
    }

    @Test
    void aStampThatFallsIsRaisedToItsPredecessor() {
        publish(CommandClass.ORDER);
        pipeline.step();
        now -= 500;
        publish(CommandClass.ORDER);
        pipeline.step();
        assertThat(records).extracting(Recorded::stampNanos).containsExactly(1_000L, 1_000L);
        assertThat(processor.state().clampedStamps).isEqualTo(1);
    }
}
