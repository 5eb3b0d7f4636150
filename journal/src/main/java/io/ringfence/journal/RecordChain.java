package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import org.agrona.DirectBuffer;

/**
 * What the next record must look like: the one after the last in sequence, fragment, checksum chain and time. The
 * writer and every reader hold one each, so that a rule is checked on both sides of the disk.
 */
final class RecordChain {
    /** Why a record cannot be the next one. */
    enum Flaw {
        NONE("is sound", false),
        LENGTH("has a wrong length", false),
        NOT_A_RECORD("is not a commit record", false),
        CHECKSUM("fails its checksum", false),
        SEQUENCE("does not carry the next sequence", true),
        FRAGMENT("is not the next fragment", true),
        CHAIN("does not follow the record before it (checksum chain)", true),
        TIME("carries an earlier time than the record before it", true);

        private final String clause;
        private final boolean ofPlace;

        Flaw(String clause, boolean ofPlace) {
            this.clause = clause;
            this.ofPlace = ofPlace;
        }

        String clause() {
            return clause;
        }

        /** Whether the record as such is sound and only in the wrong place, so that what it says of itself holds. */
        boolean isOfPlace() {
            return ofPlace;
        }
    }

    private long sequence;
    private long timestampNanos = Long.MIN_VALUE;
    private int crc;
    private int nextFragment;

    /** Continues behind a whole command; 0, 0 and the smallest time before the first one. */
    void resumeAfter(long lastSequence, int lastCrc, long lastTimestampNanos) {
        sequence = lastSequence;
        crc = lastCrc;
        timestampNanos = lastTimestampNanos;
        nextFragment = 0;
    }

    /** Everything but the record's own checksum. */
    Flaw check(DirectBuffer buffer, int offset, int length) {
        Flaw shape = checkShape(buffer, offset, length);
        return shape == Flaw.NONE ? checkPlace(buffer, offset) : shape;
    }

    static Flaw checkShape(DirectBuffer buffer, int offset, int length) {
        if (length < RecordFrame.HEADER_LENGTH + RecordFrame.CRC_LENGTH || length > RecordFrame.MAX_FRAME_LENGTH) {
            return Flaw.LENGTH;
        }
        if (RecordFrame.templateId(buffer, offset) != RecordFrame.TEMPLATE_ID) {
            return Flaw.NOT_A_RECORD;
        }
        return RecordFrame.frameLength(buffer, offset) == length ? Flaw.NONE : Flaw.LENGTH;
    }

    private Flaw checkPlace(DirectBuffer buffer, int offset) {
        boolean open = nextFragment != 0;
        if (RecordFrame.sequence(buffer, offset) != (open ? sequence : sequence + 1)) {
            return Flaw.SEQUENCE;
        }
        if (RecordFrame.fragment(buffer, offset) != nextFragment) {
            return Flaw.FRAGMENT;
        }
        if (RecordFrame.previousCrc(buffer, offset) != crc) {
            return Flaw.CHAIN;
        }
        long stamp = RecordFrame.timestampNanos(buffer, offset);
        return (open ? stamp == timestampNanos : stamp >= timestampNanos) ? Flaw.NONE : Flaw.TIME;
    }

    void advance(DirectBuffer buffer, int offset, int length) {
        sequence = RecordFrame.sequence(buffer, offset);
        timestampNanos = RecordFrame.timestampNanos(buffer, offset);
        crc = RecordFrame.crc(buffer, offset, length);
        nextFragment = RecordFrame.isLast(buffer, offset) ? 0 : nextFragment + 1;
    }

    /** The sequence of the last record, whole command or not. */
    long sequence() {
        return sequence;
    }

    long timestampNanos() {
        return timestampNanos;
    }

    int crc() {
        return crc;
    }

    /** Whether the last record's command still misses fragments. */
    boolean isOpen() {
        return nextFragment != 0;
    }

    /** The last command of which everything is there. */
    long lastWholeSequence() {
        return isOpen() ? sequence - 1 : sequence;
    }
}
