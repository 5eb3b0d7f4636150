package io.ringfence.journal;

/** Where a journal notes how far it has been acknowledged. */
interface MarkSink extends AutoCloseable {
    /** Called by the engine thread after the last fragment of a command is on the journal. */
    void write(long sequence, long chronicleIndex, long records, long bytes, long timestampNanos, int chainCrc);

    /** Forces the mark; the data it speaks of must have been forced before. */
    void force();

    @Override
    void close();
}
