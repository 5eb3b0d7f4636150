package io.ringfence.ops.replay;

import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.engine.record.RecordReader;
import io.ringfence.engine.snapshot.SnapshotException;
import io.ringfence.engine.snapshot.SnapshotReader;
import io.ringfence.engine.state.EngineState;
import io.ringfence.journal.RecordComparison;
import io.ringfence.journal.RecordSource;
import io.ringfence.journal.snapshot.SectionHandler;
import io.ringfence.journal.snapshot.SectionKind;
import io.ringfence.journal.snapshot.SnapshotFile;
import io.ringfence.journal.snapshot.SnapshotStore;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Executes the commands of a journal again on a fresh engine and compares every record that this makes, byte for byte,
 * with the one recorded. After a replay without divergence the engine can go on where the journal ends: the journal that
 * its records go to is {@link #continueInto}.
 */
public final class Replay {
    /** Sees every recorded fragment before its command is executed again. */
    @FunctionalInterface
    public interface Listener {
        void recorded(DirectBuffer record, int offset, int length);
    }

    private final EngineState state;
    private final CommandProcessor processor;
    private final RecordReader messages = new RecordReader();
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[RecordFrame.MAX_FRAME_LENGTH]);
    private final RecordComparison comparison = new RecordComparison();
    private final Comparing comparing = new Comparing();
    private final Listener listener;

    private Journal target = comparing;
    private @Nullable RecordSource reader;
    private long sequence;
    private boolean last;
    private @Nullable DirectBuffer expected;
    private @Nullable Divergence divergence;
    private long commands;

    public Replay(int expectedOrders, Listener listener) {
        this.listener = listener;
        state = new EngineState(expectedOrders);
        processor = new CommandProcessor(state, new Switch());
    }

    /**
     * Puts the state of a snapshot in place of a journal's beginning; the next command is the one behind it.
     *
     * @param other takes the sections that are not the engine's
     * @throws io.ringfence.engine.snapshot.SnapshotException if this build cannot use it; the replay must be dropped then
     */
    public void load(SnapshotFile file, SectionHandler other) {
        SnapshotReader engine = new SnapshotReader(processor);
        SnapshotStore.read(file.path(), (kind, buffer, offset, length) -> {
            if (kind == SectionKind.ENGINE) {
                engine.section(buffer, offset, length);
            } else {
                other.section(kind, buffer, offset, length);
            }
        });
        engine.finish();
        if (state.sequence != file.sequence()) {
            throw new SnapshotException("The snapshot " + file.path() + " holds the state of sequence " + state.sequence
                    + ", its header says another one");
        }
    }

    /**
     * Executes the next command of the journal.
     *
     * @return false at the end of the journal, or at a divergence
     */
    public boolean next(RecordSource source) {
        reader = source;
        DirectBuffer record = poll(source);
        if (record == null || divergence != null) {
            return false;
        }
        messages.wrap(record, 0, record.capacity());
        if (!messages.next()) {
            throw new IllegalStateException("record " + sequence + " holds no command");
        }
        execute(record, RecordFrame.timestampNanos(record, 0));
        if (divergence == null && !last) {
            divergence = differs(record.capacity(), 0, new UnsafeBuffer(new byte[0]), 0, 0);
        }
        commands++;
        return divergence == null;
    }

    private @Nullable DirectBuffer poll(RecordSource source) {
        DirectBuffer record = source.poll();
        expected = record;
        if (record != null) {
            sequence = RecordFrame.sequence(record, 0);
            last = RecordFrame.isLast(record, 0);
            listener.recorded(record, 0, record.capacity());
        }
        return record;
    }

    private void execute(DirectBuffer record, long timestampNanos) {
        int offset = messages.messageOffset();
        int length = messages.messageLength();
        if (last) {
            processor.process(record, offset, length, timestampNanos);
        } else {
            // The record's view ends when its next fragment is read, in the middle of the command.
            command.putBytes(0, record, offset, length);
            processor.process(command, 0, length, timestampNanos);
        }
    }

    /** From now on records are appended to this journal instead of being compared. */
    public void continueInto(Journal journal) {
        target = journal;
    }

    public EngineState state() {
        return state;
    }

    public CommandProcessor processor() {
        return processor;
    }

    public long commands() {
        return commands;
    }

    /** Where the replay differed, or null. */
    public @Nullable Divergence divergence() {
        return divergence;
    }

    private Divergence differs(int byteOffset, int fragment, DirectBuffer replayed, int offset, int length) {
        DirectBuffer recorded = Objects.requireNonNull(expected);
        return new Divergence(
                sequence,
                fragment,
                byteOffset,
                Divergence.copy(recorded, 0, recorded.capacity()),
                Divergence.copy(replayed, offset, length));
    }

    private final class Comparing implements Journal {
        @Override
        public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
            if (divergence != null) {
                return;
            }
            int fragment = RecordFrame.fragment(record, offset);
            if (fragment > 0 && !nextFragment()) {
                divergence = differs(0, fragment, record, offset, length);
                return;
            }
            DirectBuffer recorded = Objects.requireNonNull(expected);
            int at = comparison.mismatch(recorded, 0, recorded.capacity(), record, offset, length);
            if (at >= 0) {
                divergence = differs(at, fragment, record, offset, length);
            }
        }

        /** The recorded fragment that belongs beside the next one made; false when the command had fewer. */
        private boolean nextFragment() {
            if (last) {
                return false;
            }
            if (poll(Objects.requireNonNull(reader)) == null) {
                throw new IllegalStateException("the journal ends within command " + sequence);
            }
            return true;
        }

        @Override
        public void committed(long sequence) {
            // Nothing is released by a replay.
        }
    }

    private final class Switch implements Journal {
        @Override
        public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
            target.append(record, offset, length, sequence, timestampNanos);
        }

        @Override
        public void committed(long sequence) {
            target.committed(sequence);
        }
    }
}
