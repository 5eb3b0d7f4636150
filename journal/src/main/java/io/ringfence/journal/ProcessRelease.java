package io.ringfence.journal;

import com.lmax.disruptor.Sequence;

/**
 * Durability {@code process}: a commit is released at once. The record and the mark are in the page cache then, where
 * either survives this process.
 */
final class ProcessRelease implements Release {
    private final HighWaterMark mark;
    /** Padded; set with an ordered store by the engine, read by every consumer. */
    private final Sequence released;

    /** @param found what the journal holds, which the mark is made to say first */
    ProcessRelease(HighWaterMark mark, MarkState found) {
        this.mark = mark;
        released = new Sequence(found.sequence());
        // Both slots: of two with one sequence nobody could tell which durability wrote the last.
        write(found);
        write(found);
    }

    private void write(MarkState found) {
        mark.write(
                found.sequence(),
                found.chronicleIndex(),
                found.records(),
                found.bytes(),
                found.timestampNanos(),
                found.chainCrc());
    }

    @Override
    public void committed(long sequence, long index, long records, long bytes, long timestampNanos, int chainCrc) {
        mark.write(sequence, index, records, bytes, timestampNanos, chainCrc);
        released.set(sequence);
    }

    @Override
    public long releasedSequence() {
        return released.get();
    }

    @Override
    public void close() {
        mark.force();
        mark.close();
    }
}
