package io.ringfence.engine.pipeline;

import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.state.EngineState;
import org.agrona.DirectBuffer;

/**
 * The whole deterministic core: a command and its stamp in, one commit record out. Same commands and stamps, same
 * records, byte for byte; so recovery, replay, the follower and the simulation all are this class behind another
 * {@link Journal}.
 */
public final class CommandProcessor {
    private final EngineState state;
    private final Readings readings = new Readings();

    public CommandProcessor(EngineState state, Journal journal) {
        this.state = state;
    }

    public EngineState state() {
        return state;
    }

    /** What the gates read for the last order or replace. */
    public Readings readings() {
        return readings;
    }

    /** Takes one command through all stages and commits its record. */
    public void process(DirectBuffer command, int offset, int length, long stampNanos) {}

    /** Whether a mass cancel is not finished: its next slice goes before any other command. */
    public boolean hasPendingCancels() {
        return false;
    }

    /** Makes the next slice of a mass cancel a command of its own. */
    public void processPendingCancels(long stampNanos) {}
}
