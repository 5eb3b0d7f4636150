package io.ringfence.ops.simtest;

import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.state.EngineState;
import io.ringfence.ops.simtest.model.Recorded;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The core that never crashes: it executes the commands that survive, one after the other, without a journal. A recovered
 * core must have its state, and the records of both must be the same bytes.
 */
final class Twin {
    private final EngineState state = new EngineState(64);
    private final CommandProcessor processor = new CommandProcessor(state, new Compared());
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[RecordFrame.MAX_FRAME_LENGTH]);
    private List<byte[]> expected = List.of();
    private int made;

    void execute(List<byte[]> fragments) {
        Recorded record = Recorded.of(fragments);
        expected = fragments;
        made = 0;
        int length = record.command().capacity();
        command.putBytes(0, record.command(), 0, length);
        processor.process(command, 0, length, record.stampNanos());
        if (state.hash() != state.rescan()) {
            throw new Violation("the state hash missed a change of sequence " + record.sequence());
        }
        if (made != fragments.size()) {
            throw new Violation("the uninterrupted core makes " + made + " records of sequence " + record.sequence()
                    + ", the journal holds " + fragments.size());
        }
    }

    long sequence() {
        return state.sequence;
    }

    long hash() {
        return state.hash();
    }

    private final class Compared implements Journal {
        @Override
        public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
            byte[] theirs = made < expected.size() ? expected.get(made) : new byte[0];
            made++;
            boolean same = theirs.length == length;
            for (int i = 0; same && i < length; i++) {
                same = theirs[i] == record.getByte(offset + i);
            }
            if (!same) {
                throw new Violation("the uninterrupted core makes another record of sequence " + sequence);
            }
        }

        @Override
        public void committed(long sequence) {
            // nothing is released
        }
    }
}
