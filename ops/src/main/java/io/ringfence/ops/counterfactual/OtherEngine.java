package io.ringfence.ops.counterfactual;

import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.schema.CancelSliceDecoder;
import io.ringfence.engine.schema.KillDecoder;
import io.ringfence.engine.state.EngineState;
import io.ringfence.ops.replay.CommandRecords;
import org.agrona.DirectBuffer;

/**
 * The engine that takes the recorded commands under other limits. The same engine as ever; its records go nowhere but to
 * the comparison. Its sequence stays that of the recorded commands, so that an order has the same id in both worlds.
 */
final class OtherEngine {
    private final EngineState state;
    private final CommandProcessor processor;
    private final LimitPins pins;
    private final CommandRecords records = new CommandRecords();
    private long lastStampNanos;

    OtherEngine(int expectedOrders, LimitPins pins) {
        this.pins = pins;
        state = new EngineState(expectedOrders);
        processor = new CommandProcessor(state, new Capture());
    }

    EngineState state() {
        return state;
    }

    CommandProcessor processor() {
        return processor;
    }

    /** What the last command caused. */
    CommandRecords records() {
        return records;
    }

    void execute(DirectBuffer command, int offset, int length, long stampNanos) {
        int template = RecordFrame.templateId(command, offset);
        records.clear();
        boolean goesFirst = template == CancelSliceDecoder.TEMPLATE_ID || template == KillDecoder.TEMPLATE_ID;
        if (!goesFirst) {
            finishMassCancels();
        }
        lastStampNanos = stampNanos;
        processor.process(command, offset, length, stampNanos);
        pins.applyBehind(template, state);
    }

    /**
     * A mass cancel may have more to cancel here than it had when it was recorded. The slices that the recorded stream
     * does not have run before the next command, as they would have, without a sequence of their own.
     */
    void finishMassCancels() {
        while (processor.hasPendingCancels()) {
            processor.processPendingCancels(lastStampNanos);
            state.sequence--;
        }
    }

    private final class Capture implements Journal {
        @Override
        public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
            records.add(record, offset, length);
        }

        @Override
        public void committed(long sequence) {
            // Nothing waits for a world that was not.
        }
    }
}
