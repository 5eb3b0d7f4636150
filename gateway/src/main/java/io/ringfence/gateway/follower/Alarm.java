package io.ringfence.gateway.follower;

/** Told when the standing check fails. On the checking thread; must not block. */
@FunctionalInterface
public interface Alarm {
    /** Nobody is told. */
    Alarm NONE = sentence -> {};

    /**
     * Tells that the core can not be relied on any more.
     *
     * @param sentence what is wrong, for a log and for the reason of a trip
     */
    void raise(String sentence);
}
