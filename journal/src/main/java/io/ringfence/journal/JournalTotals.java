package io.ringfence.journal;

/**
 * What a journal holds, counted over whole commands.
 *
 * @param records fragments, so at least as many as commands
 * @param firstSequence 0 when it is empty, and so is {@code lastSequence}
 * @param bytes of records, without Chronicle's headers
 * @param files cycle files
 * @param chainCrc the last record's CRC32C; 0 when it is empty
 * @param lastIndex the last record's Chronicle index; -1 when it is empty
 */
public record JournalTotals(
        long records,
        long commands,
        long firstSequence,
        long lastSequence,
        long firstTimestampNanos,
        long lastTimestampNanos,
        long bytes,
        int files,
        int chainCrc,
        long lastIndex) {

    /** Of a journal without records. */
    public static final JournalTotals NONE = new TotalsCounter().totals(0);

    static final long MAX_AHEAD_NANOS = 1_000_000_000L;

    /** Refuses a journal from the future: the engine's stamps never fall, so it would have to run ahead of the clock. */
    public void requireNotAheadOf(long nowNanos) {
        if (lastSequence > 0 && lastTimestampNanos - nowNanos > MAX_AHEAD_NANOS) {
            throw new JournalException("The journal's last record is " + (lastTimestampNanos - nowNanos) / 1_000_000
                    + " ms ahead of this machine's clock; set the clock right and start again.");
        }
    }

    /** The mark that belongs to it, written in a durability's mode. */
    MarkState asMark(int mode) {
        return new MarkState(lastSequence, lastIndex, records, bytes, lastTimestampNanos, chainCrc, mode);
    }
}
