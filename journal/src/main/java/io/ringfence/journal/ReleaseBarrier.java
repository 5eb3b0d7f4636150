package io.ringfence.journal;

/**
 * How far the journal may be read by whatever tells the outside world: nothing leaves the process before its record is
 * on the journal at the configured durability. Safe for any thread; a read is one ordered load.
 */
@FunctionalInterface
public interface ReleaseBarrier {
    /** The last command that may be acted upon; never falls. Everything up to it is visible to the caller. */
    long releasedSequence();

    /** A barrier that stands still, for a journal that nobody writes. */
    static ReleaseBarrier upTo(long sequence) {
        return () -> sequence;
    }
}
