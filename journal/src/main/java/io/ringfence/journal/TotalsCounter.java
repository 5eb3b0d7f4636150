package io.ringfence.journal;

/** Counts whole commands; the records of one that is under way count only when its last one comes. */
final class TotalsCounter {
    private long records;
    private long commands;
    private long bytes;
    private long firstSequence;
    private long lastSequence;
    private long firstTimestampNanos;
    private long lastTimestampNanos = Long.MIN_VALUE;
    private long lastIndex = -1;
    private int chainCrc;
    private long pendingRecords;
    private long pendingBytes;

    /** Continues behind what was counted before. */
    void resume(JournalTotals before) {
        records = before.records();
        commands = before.commands();
        bytes = before.bytes();
        firstSequence = before.firstSequence();
        lastSequence = before.lastSequence();
        firstTimestampNanos = before.firstTimestampNanos();
        lastTimestampNanos = before.lastTimestampNanos();
        lastIndex = before.lastIndex();
        chainCrc = before.chainCrc();
        pendingRecords = 0;
        pendingBytes = 0;
    }

    /** Counts one record; says whether it completes its command. */
    boolean record(RecordChain chain, int length, long chronicleIndex) {
        pendingRecords++;
        pendingBytes += length;
        if (chain.isOpen()) {
            return false;
        }
        if (firstSequence == 0) {
            firstSequence = chain.sequence();
            firstTimestampNanos = chain.timestampNanos();
        }
        records += pendingRecords;
        bytes += pendingBytes;
        pendingRecords = 0;
        pendingBytes = 0;
        commands++;
        lastSequence = chain.sequence();
        lastTimestampNanos = chain.timestampNanos();
        chainCrc = chain.crc();
        lastIndex = chronicleIndex;
        return true;
    }

    /** Records of a command that is not complete. */
    long pendingRecords() {
        return pendingRecords;
    }

    long records() {
        return records;
    }

    long lastSequence() {
        return lastSequence;
    }

    boolean equalsMark(MarkState mark) {
        return lastSequence == mark.sequence()
                && lastIndex == mark.chronicleIndex()
                && records == mark.records()
                && bytes == mark.bytes()
                && lastTimestampNanos == mark.timestampNanos()
                && chainCrc == mark.chainCrc();
    }

    JournalTotals totals(int files) {
        return new JournalTotals(
                records,
                commands,
                firstSequence,
                lastSequence,
                firstTimestampNanos,
                lastTimestampNanos,
                bytes,
                files,
                chainCrc,
                lastIndex);
    }
}
