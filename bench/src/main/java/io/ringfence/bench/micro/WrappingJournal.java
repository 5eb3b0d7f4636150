package io.ringfence.bench.micro;

import com.lmax.disruptor.Sequence;
import io.ringfence.engine.pipeline.Journal;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** In memory: each record is copied behind the last one, through 64 MiB and then from the start again. */
final class WrappingJournal implements Journal {
    private static final int LENGTH = 64 << 20;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH));
    private final Sequence released = new Sequence();
    private int at;

    @Override
    public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
        at = at + length > LENGTH ? 0 : at;
        buffer.putBytes(at, record, offset, length);
        at += length;
    }

    @Override
    public void committed(long sequence) {
        released.set(sequence);
    }

    long released() {
        return released.get();
    }
}
