package io.ringfence.journal.archive;

/**
 * What may be packed. A cycle file is packed as a whole or not at all.
 *
 * @param beforeSequence only files whose commands are all before it
 * @param beforeNanos only files whose commands all have an earlier stamp
 */
public record ArchiveRules(long beforeSequence, long beforeNanos) {
    /** Everything that a snapshot and a signature vouch for. */
    public static final ArchiveRules ALL = new ArchiveRules(Long.MAX_VALUE, Long.MAX_VALUE);
}
