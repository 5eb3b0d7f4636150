package io.ringfence.journal;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Verified records in their order, one after the other. Owned by one thread. */
public interface RecordSource extends AutoCloseable {
    /**
     * The next record, or null when there is none that may be read yet.
     *
     * @return a view that starts with the record and ends with its checksum; valid until the next call
     * @throws JournalDamagedException if what has been released is not there as it was written
     */
    @Nullable
    DirectBuffer poll();

    @Override
    void close();
}
