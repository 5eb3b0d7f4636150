package io.ringfence.engine.snapshot;

import io.ringfence.engine.pipeline.CommandProcessor;

/** Writes the state of a core between two commands. The same state gives the same bytes on every machine. */
public final class SnapshotWriter {
    public static final int MAX_SECTION_LENGTH = 64 * 1024;

    private final CommandProcessor core;

    public SnapshotWriter(CommandProcessor core) {
        this.core = core;
    }

    /** Hands all sections to the sink: a header, the state, a trailer. Only between commands, on the core's thread. */
    public void write(SnapshotSink sink) {
        throw new SnapshotException("core at " + core.state().sequence + " cannot be written yet");
    }
}
