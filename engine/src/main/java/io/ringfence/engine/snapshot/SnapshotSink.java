package io.ringfence.engine.snapshot;

import org.agrona.DirectBuffer;

/** Takes the sections of a snapshot, in order. The bytes are valid during the call only. */
@FunctionalInterface
public interface SnapshotSink {
    /** One SBE message with its header, at most {@link SnapshotWriter#MAX_SECTION_LENGTH} bytes. */
    void section(DirectBuffer buffer, int offset, int length);
}
