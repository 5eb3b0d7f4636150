package io.ringfence.bench.flow;

import io.ringfence.engine.pipeline.Journal;
import org.agrona.DirectBuffer;

/** Keeps nothing but the digest, which therefore is counted while the core runs (a few nanoseconds a command). */
final class CountingJournal implements Journal, BenchJournal {
    private final FlowDigest digest = new FlowDigest();
    private long bytes;

    @Override
    public Journal port() {
        return this;
    }

    @Override
    public void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos) {
        digest.add(record, offset, length);
        bytes += length;
    }

    @Override
    public void committed(long sequence) {
        // nobody reads
    }

    @Override
    public FlowDigest digest() {
        return digest;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
