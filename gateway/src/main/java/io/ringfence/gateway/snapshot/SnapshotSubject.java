package io.ringfence.gateway.snapshot;

import io.ringfence.journal.snapshot.SnapshotOutput;

/** What records add up to and a {@link SnapshotKeeper} writes down. Belongs to the thread that reads the records. */
public interface SnapshotSubject {
    /** The last command that is in it. */
    long sequence();

    /** Whether it may be written down now; nothing is where it may be wrong. */
    boolean isSound();

    /** What the snapshot's header names as the state's hash; 0 where there is none. Asked only when one is written. */
    long hash();

    void write(SnapshotOutput output);
}
