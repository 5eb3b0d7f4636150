package io.ringfence.engine.core;

import io.ringfence.engine.pipeline.Journal;
import io.ringfence.engine.record.RecordFrame;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A journal in memory: all records one after the other, as they were appended. */
public final class RecordTape implements Journal {
    private byte[] bytes = new byte[1 << 16];
    private final UnsafeBuffer view = new UnsafeBuffer(bytes);
    private int[] starts = new int[1024];
    private int size;
    private int records;
    private long committed;

    @Override
    public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
            view.wrap(bytes);
        }
        if (records + 1 >= starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        record.getBytes(offset, bytes, size, length);
        size += length;
        records++;
        starts[records] = size;
    }

    @Override
    public void committed(long sequence) {
        committed = sequence;
    }

    public long committed() {
        return committed;
    }

    public DirectBuffer buffer() {
        return view;
    }

    public int records() {
        return records;
    }

    public int offset(int record) {
        return starts[record];
    }

    public int length(int record) {
        return starts[record + 1] - starts[record];
    }

    public boolean isFirstFragment(int record) {
        return RecordFrame.fragment(view, offset(record)) == 0;
    }

    /** Forgets everything, so that a long run needs no memory. */
    public void clear() {
        size = 0;
        records = 0;
    }

    /** Index of the first record that differs from another tape's, or -1. */
    public int firstDifference(RecordTape other) {
        for (int i = 0; i < Math.min(records, other.records); i++) {
            if (!Arrays.equals(
                    bytes,
                    offset(i),
                    offset(i) + length(i),
                    other.bytes,
                    other.offset(i),
                    other.offset(i) + other.length(i))) {
                return i;
            }
        }
        return records == other.records ? -1 : Math.min(records, other.records);
    }
}
