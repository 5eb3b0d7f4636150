package io.ringfence.gateway.snapshot;

import io.ringfence.engine.snapshot.SnapshotSink;
import io.ringfence.gateway.record.CommitRecord;
import org.agrona.DirectBuffer;

/**
 * Something that the records add up to and that is kept in snapshots beside the engine's state, because it cannot be had
 * from that state. Belongs to the thread that applies the records.
 */
public interface SnapshotPart {
    /** See {@code SectionKind}. */
    int kind();

    void apply(CommitRecord record);

    /** Everything that {@link #section} needs to make an equal part of a blank one; the same content, the same bytes. */
    void write(SnapshotSink sink);

    /**
     * Takes a section back, in the order of writing.
     *
     * @throws io.ringfence.engine.snapshot.SnapshotException if it is of a version that this build does not know
     */
    void section(DirectBuffer buffer, int offset, int length);
}
