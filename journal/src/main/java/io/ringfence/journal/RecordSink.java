package io.ringfence.journal;

import org.agrona.DirectBuffer;

/** What appends records to cycle files. */
interface RecordSink extends AutoCloseable {
    /**
     * Appends one record and checks that it went where it must: the next index of the hour of its stamp.
     *
     * @return its Chronicle index
     */
    long append(DirectBuffer record, int offset, int length, long timestampNanos);

    @Override
    void close();
}
