package io.ringfence.ops.export;

import java.io.IOException;

/** Where the rows of a projection go. */
public interface RowSink extends AutoCloseable {
    /** Whether rows that this command caused are still to be written. */
    boolean wants(Table table, long sequence);

    /**
     * A row of a command.
     *
     * @param isFinal false for an order that may still change; its row comes again
     */
    void row(Table table, Row row, boolean isFinal) throws IOException;

    /** All rows of a command have been handed over. */
    void commandDone(long sequence, int crc) throws IOException;

    /** There is nothing more to read for now: what was handed over becomes visible. */
    void flush() throws IOException;

    /** The end of the journal: the result is complete. */
    void finish() throws IOException;

    /** Without {@link #finish} before it, nothing of a half-written result stays visible. */
    @Override
    void close() throws IOException;
}
