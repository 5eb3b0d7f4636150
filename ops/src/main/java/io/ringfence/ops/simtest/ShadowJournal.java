package io.ringfence.ops.simtest;

import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.record.RecordFrame;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Keeps every record that the engine made, before it goes to the journal under test: what a recovery may find at most,
 * and what it must find of that.
 */
final class ShadowJournal implements Journal {
    private final List<List<byte[]>> commands = new ArrayList<>();
    private final Journal journal;
    private long trace;

    ShadowJournal(Journal journal) {
        this.journal = journal;
    }

    /** The same memory in front of another journal, cut to what survived. */
    ShadowJournal over(Journal next, long survived) {
        ShadowJournal shadow = new ShadowJournal(next);
        shadow.commands.addAll(commands.subList(0, (int) survived));
        shadow.trace = trace;
        return shadow;
    }

    @Override
    public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
        if (RecordFrame.fragment(record, offset) == 0) {
            commands.add(new ArrayList<>(1));
        }
        byte[] bytes = new byte[length];
        record.getBytes(offset, bytes);
        commands.get(commands.size() - 1).add(bytes);
        trace = trace * 31 + RecordFrame.crc(record, offset, length);
        journal.append(record, offset, length, sequence, timestampNanos);
    }

    @Override
    public void committed(long sequence) {
        journal.committed(sequence);
    }

    long size() {
        return commands.size();
    }

    /** The fragments of a command. */
    List<byte[]> command(long sequence) {
        return commands.get((int) sequence - 1);
    }

    long trace() {
        return trace;
    }
}
