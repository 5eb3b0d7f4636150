package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.journal.RecordChain.Flaw;

/**
 * Tells a torn tail from a hole. Behind the last sound record there may be the bytes of one write that did not finish;
 * if a whole record survives there, or more than one write's worth of bytes, then something before it was lost.
 */
final class TailJudge {
    /** One record of the largest size and one index document of Chronicle's, which may both be under way. */
    private static final long MAX_TORN_BYTES = RecordFrame.MAX_FRAME_LENGTH + (40L << 10);

    private final FileWindow window;
    private final long from;
    private final long firstCandidate;
    private long lastNonZero = -1;
    private long survivor = -1;

    /**
     * Looks at everything from a position on.
     *
     * @param from where the next document would start
     * @param firstCandidate from where on a whole record is a survivor; a write that finished but for its header is none
     */
    TailJudge(FileWindow window, long from, long firstCandidate) {
        this.window = window;
        this.from = from;
        this.firstCandidate = firstCandidate;
        look();
    }

    private void look() {
        long position = from;
        while (window.has(position, Long.BYTES)) {
            if (window.getLong(position) == 0) {
                position += Long.BYTES;
            } else {
                lastNonZero = position + Long.BYTES - 1;
                candidate(position);
                candidate(position + 4);
                position += Long.BYTES;
            }
        }
        if (window.has(position, 4) && window.getInt(position) != 0) {
            lastNonZero = position + 3;
        }
    }

    private void candidate(long position) {
        if (survivor >= 0 || position < firstCandidate || !window.has(position, RecordFrame.HEADER_LENGTH)) {
            return;
        }
        int length = RecordFrame.frameLength(window.buffer(), window.at(position));
        if (length <= RecordFrame.HEADER_LENGTH
                || length > RecordFrame.MAX_FRAME_LENGTH
                || !window.has(position, length)) {
            return;
        }
        Flaw flaw = RecordChain.checkShape(window.buffer(), window.at(position), length);
        if (flaw == Flaw.NONE && RecordCursor.checksumHolds(window, position, length)) {
            survivor = position;
        }
    }

    /** Bytes from the start of the tail to the last word of eight that is not zero; 0 when nothing is there. */
    long length() {
        return lastNonZero < 0 ? 0 : lastNonZero - from + 1;
    }

    boolean isHole() {
        return survivor >= 0 || length() > MAX_TORN_BYTES;
    }

    String clause() {
        return survivor >= 0
                ? "there is a hole, behind which records survive at offset " + survivor
                : "there are " + length() + " unreadable bytes, more than one unfinished write leaves";
    }

    /** The sequence of the surviving record, -1 without one. */
    long survivorSequence() {
        return survivor >= 0 && window.has(survivor, RecordFrame.HEADER_LENGTH)
                ? RecordFrame.sequence(window.buffer(), window.at(survivor))
                : -1;
    }
}
