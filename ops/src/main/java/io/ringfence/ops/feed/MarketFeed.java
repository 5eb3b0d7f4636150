package io.ringfence.ops.feed;

import io.ringfence.engine.command.CommandWriter;
import java.io.Closeable;

/** Market data from a file, event by event. The one in hand stays until the next is asked for. */
public interface MarketFeed extends Closeable {
    /**
     * Moves to the next event; false behind the last.
     *
     * @throws InputException when the file can not be read as what it should be; names file and line
     */
    boolean next() throws InputException;

    /** UTC nanoseconds of the event in hand; never falling. */
    long atNanos();

    /**
     * Writes the event in hand as a command.
     *
     * @throws InputException when it makes no sense as one; names file and line
     */
    void encode(CommandWriter writer) throws InputException;
}
