package io.ringfence.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.core.RecordTape;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.record.RecordReader;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal that compares each record with the one that another core recorded for the same command. */
final class TapeFollower implements Journal {
    private final RecordTape tape;
    private final String label;
    private int next;

    TapeFollower(RecordTape tape, int firstRecord, String label) {
        this.tape = tape;
        next = firstRecord;
        this.label = label;
    }

    @Override
    public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
        byte[] expected = new byte[tape.length(next)];
        tape.buffer().getBytes(tape.offset(next), expected);
        byte[] actual = new byte[length];
        record.getBytes(offset, actual);
        assertThat(actual).as("record of sequence %d, %s", sequence, label).isEqualTo(expected);
        next++;
    }

    @Override
    public void committed(long sequence) {
        // append has compared everything
    }

    /** Puts the commands of the tape's other records through a core that records here; returns their number. */
    int follow(CommandProcessor core) {
        RecordReader reader = new RecordReader();
        UnsafeBuffer command = new UnsafeBuffer(new byte[4096]);
        int commands = 0;
        for (int i = next; i < tape.records(); i++) {
            if (tape.isFirstFragment(i)) {
                assertThat(next).as("records of command before, %s", label).isEqualTo(i);
                reader.wrap(tape.buffer(), tape.offset(i), tape.length(i)).next();
                int length = reader.messageLength();
                command.putBytes(0, tape.buffer(), reader.messageOffset(), length);
                core.process(command, 0, length, reader.timestampNanos());
                commands++;
            }
        }
        assertThat(next).as("records, %s", label).isEqualTo(tape.records());
        return commands;
    }
}
