package io.ringfence.engine.state;

/**
 * A part of the state that is hashed by itself. Whoever changes one marks it in {@link Changes}, before or after the
 * change but within the same command; what it then contributes to the state's hash is counted later and once.
 */
public abstract class Tracked {
    /** Stands in the list of changes. */
    boolean marked;
    /** What of this part is in the running sum. */
    long counted;

    /**
     * A hash over everything of this part that can influence a later record, its identity included; 0 while it counts
     * for nothing.
     *
     * @param rescan whether hashes that this part keeps of its own parts are computed again
     */
    abstract long contentHash(boolean rescan);
}
