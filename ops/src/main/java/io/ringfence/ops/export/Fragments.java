package io.ringfence.ops.export;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The recorded fragments of one command, kept until the command has been executed again. */
final class Fragments {
    private byte[] bytes = new byte[4096];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int[] starts = new int[4];
    private int count;
    private int end;

    void clear() {
        count = 0;
        end = 0;
    }

    void add(DirectBuffer record, int offset, int length) {
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

    int count() {
        return count;
    }

    DirectBuffer buffer() {
        return buffer;
    }

    int offset(int fragment) {
        return starts[fragment];
    }

    int length(int fragment) {
        return starts[fragment + 1] - starts[fragment];
    }
}
