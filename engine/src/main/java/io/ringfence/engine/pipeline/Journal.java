package io.ringfence.engine.pipeline;

import org.agrona.DirectBuffer;

/**
 * Where commit records go. Called by the engine thread only.
 *
 * <p>When {@code append} returns, the record survives the death of the process. Any exception is fail-stop for the
 * caller: memory is ahead of the journal from then on.
 */
public interface Journal {
    /**
     * Appends one record (one fragment of a command; see {@code RecordFrame}).
     *
     * @param timestampNanos the command's stamp, which also decides into which cycle file the record goes
     */
    void append(DirectBuffer record, int offset, int length, long sequence, long timestampNanos);

    /** Called after the last fragment of a command: everything up to this sequence may be released to readers. */
    void committed(long sequence);
}
