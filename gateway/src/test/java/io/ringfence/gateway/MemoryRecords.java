package io.ringfence.gateway;

import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.record.RecordFrame;
import io.ringfence.gateway.record.ReleasedRecords;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalTotals;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal in memory, whose barrier can be held down. */
public final class MemoryRecords implements Journal, ReleasedRecords {
    private final List<byte[]> fragments = new CopyOnWriteArrayList<>();
    private volatile long appended;
    private volatile long committed;
    private volatile long released;
    private volatile boolean held;
    private volatile boolean failing;

    @Override
    public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
        if (failing) {
            throw new IllegalStateException("the disk is gone");
        }
        byte[] copy = new byte[length];
        record.getBytes(offset, copy);
        fragments.add(copy);
        appended = sequence;
    }

    @Override
    public synchronized void committed(long sequence) {
        committed = sequence;
        if (!held) {
            released = sequence;
        }
    }

    /** Records are appended and not released until {@link #release}. */
    void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
        released = committed;
    }

    /** Flips a byte of a record, as no disk should. */
    void corrupt(long sequence) {
        for (byte[] fragment : fragments) {
            if (RecordFrame.sequence(new UnsafeBuffer(fragment), 0) == sequence) {
                fragment[fragment.length - 1] ^= 1;
            }
        }
    }

    void fail() {
        failing = true;
    }

    @Override
    public Cursor cursor(long firstSequence) {
        return open(firstSequence);
    }

    @Override
    public Cursor cursor(JournalTotals before) {
        Cursor cursor = open(before.lastSequence() + 1);
        for (byte[] bytes : fragments) {
            UnsafeBuffer fragment = new UnsafeBuffer(bytes);
            if (RecordFrame.sequence(fragment, 0) == before.lastSequence()
                    && RecordFrame.crc(fragment, 0, bytes.length) != before.chainCrc()) {
                throw new JournalException("record " + before.lastSequence() + " is another one");
            }
        }
        return cursor;
    }

    private Cursor open(long firstSequence) {
        return new Cursor() {
            private int next;
            private JournalTotals totals = JournalTotals.NONE;

            @Override
            public int poll(FragmentHandler handler, int limit) {
                int count = 0;
                while (count < limit && next < fragments.size()) {
                    UnsafeBuffer fragment = new UnsafeBuffer(fragments.get(next));
                    long sequence = RecordFrame.sequence(fragment, 0);
                    if (sequence > released) {
                        break;
                    }
                    next++;
                    count(fragment, sequence);
                    if (sequence >= firstSequence) {
                        handler.onFragment(fragment, 0, fragment.capacity());
                        count++;
                    }
                }
                return count;
            }

            private void count(UnsafeBuffer fragment, long sequence) {
                totals = new JournalTotals(
                        next,
                        sequence,
                        1,
                        sequence,
                        0,
                        RecordFrame.timestampNanos(fragment, 0),
                        totals.bytes() + fragment.capacity(),
                        1,
                        RecordFrame.crc(fragment, 0, fragment.capacity()),
                        next - 1L);
            }

            @Override
            public JournalTotals totals() {
                return totals;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Lookup lookup() {
        return new Lookup() {
            @Override
            public boolean read(long sequence, FragmentHandler handler) {
                boolean found = false;
                for (byte[] bytes : fragments) {
                    UnsafeBuffer fragment = new UnsafeBuffer(bytes);
                    if (RecordFrame.sequence(fragment, 0) == sequence && sequence <= released) {
                        handler.onFragment(fragment, 0, fragment.capacity());
                        found = true;
                    }
                }
                return found;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public long appendedSequence() {
        return appended;
    }

    @Override
    public long releasedSequence() {
        return released;
    }
}
