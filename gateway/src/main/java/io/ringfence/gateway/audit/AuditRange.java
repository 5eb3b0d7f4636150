package io.ringfence.gateway.audit;

/**
 * Which records are wanted; all bounds are included.
 *
 * @param fromNanos stamp in nanoseconds since 1970 UTC
 * @param toNanos stamp in nanoseconds since 1970 UTC
 */
public record AuditRange(long fromSequence, long toSequence, long fromNanos, long toNanos) {
    public boolean contains(long sequence, long timestampNanos) {
        return sequence >= fromSequence && timestampNanos >= fromNanos && !isBehind(sequence, timestampNanos);
    }

    /** Whether a record and all that follow come too late. */
    public boolean isBehind(long sequence, long timestampNanos) {
        return sequence > toSequence || timestampNanos > toNanos;
    }
}
