package io.ringfence.ops.replay;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The records of one command, all its fragments, kept beyond the life of the buffers that they came in. */
public final class CommandRecords {
    private byte[] bytes = new byte[4096];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int[] starts = new int[4];
    private int count;
    private int end;

    public void clear() {
        count = 0;
        end = 0;
    }

    public void add(DirectBuffer record, int offset, int length) {
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + length));
            buffer.wrap(bytes);
        }
        if (count + 1 == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        record.getBytes(offset, bytes, end, length);
        starts[count++] = end;
        end += length;
        starts[count] = end;
    }

    public int count() {
        return count;
    }

    public DirectBuffer buffer() {
        return buffer;
    }

    public int offset(int fragment) {
        return starts[fragment];
    }

    public int length(int fragment) {
        return starts[fragment + 1] - starts[fragment];
    }
}
