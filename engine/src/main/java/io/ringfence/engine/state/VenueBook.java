package io.ringfence.engine.state;

/** What a venue remembers of one symbol beside the orders that rest there. */
public interface VenueBook {
    /** Folds it into a hash. */
    long hash(long seed);

    /** Fills a snapshot's fields; those of other venues stay as they are. */
    void save(VenueBookMemory memory);

    /** Takes over what a book like this one saved; it must hold no order yet. */
    void load(VenueBookMemory memory);
}
