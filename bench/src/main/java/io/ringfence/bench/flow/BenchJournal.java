package io.ringfence.bench.flow;

import io.ringfence.engine.pipeline.Journal;

/** A journal that can say afterwards what was written to it. */
interface BenchJournal extends AutoCloseable {
    /** What the core writes to; nothing of the benchmark stands between them. */
    Journal port();

    /** Counts every record written; after the last one, outside any measured time. */
    FlowDigest digest();

    /** Bytes of all records. */
    long bytes();

    @Override
    void close();
}
