package io.ringfence.engine.state;

/**
 * Versions of the rules by which the core turns commands into records. A core starts with {@link #OLDEST} and follows
 * the journaled UPGRADE commands, so a journal replays under the rules that wrote it, whatever build reads it.
 *
 * <p>A change of the rules that alters any record of an existing stream gets the next number, a constant here that says
 * what it brings, and code that asks {@link EngineState#follows}. The old branch stays as long as a journal that needs it
 * is kept. What only adds (a limit that was not there, a setting off by default) needs no version.
 */
public final class LogicVersion {
    public static final int OLDEST = 1;
    /** The protective limit of a collar also holds for what a triggered stop sends to the market. */
    public static final int COLLARED_STOPS = 2;

    /** The newest rules that this build knows. */
    public static final int NEWEST = COLLARED_STOPS;

    private LogicVersion() {}
}
