package io.ringfence.engine.state;

/** What a venue remembers of one symbol beside the orders that rest there. */
public interface VenueBook {
    /** Folds it into a hash. */
    long hash(long seed);
}
