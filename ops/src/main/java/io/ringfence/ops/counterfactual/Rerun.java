package io.ringfence.ops.counterfactual;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.journal.JournalReader;
import io.ringfence.ops.replay.JournalFolder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Executes the recorded commands under limits and compares what became of every order with what the journal says it was.
 * Up to the first difference both worlds are the same, so the first difference is exact.
 */
final class Rerun {
    /** No command had another effect. */
    static final long NONE = 0;

    private final JournalFolder folder;
    private final OrderEffects effects = new OrderEffects();
    private final RecordReader reader = new RecordReader();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[RecordFrame.MAX_FRAME_LENGTH]);
    private int runs;

    Rerun(JournalFolder folder) {
        this.folder = folder;
    }

    /** How often the journal was executed. */
    int runs() {
        return runs;
    }

    /** The first command with another effect on an order, or {@link #NONE}. */
    long firstChange(LimitPins limits) {
        runs++;
        OtherEngine engine = new OtherEngine(folder.expectedOrders(), limits);
        try (JournalReader journal = folder.read()) {
            DirectBuffer record = journal.poll();
            while (record != null) {
                long recorded = effects.of(record, 0, record.capacity(), true);
                long atNanos = journal.timestampNanos();
                long sequence = journal.sequence();
                reader.wrap(record, 0, record.capacity());
                reader.next();
                int length = reader.messageLength();
                command.putBytes(0, record, reader.messageOffset(), length);
                while (!journal.isLastOfCommand()) {
                    record = java.util.Objects.requireNonNull(journal.poll(), "the rest of a command");
                    recorded = recorded * 31 + effects.of(record, 0, record.capacity(), false);
                }
                engine.execute(command, 0, length, atNanos);
                if (recorded != effectsOf(engine)) {
                    return sequence;
                }
                record = journal.poll();
            }
        }
        return NONE;
    }

    private long effectsOf(OtherEngine engine) {
        long sum = 0;
        for (int i = 0; i < engine.records().count(); i++) {
            long part = effects.of(
                    engine.records().buffer(),
                    engine.records().offset(i),
                    engine.records().length(i),
                    i == 0);
            sum = i == 0 ? part : sum * 31 + part;
        }
        return sum;
    }
}
