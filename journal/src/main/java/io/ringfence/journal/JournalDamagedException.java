package io.ringfence.journal;

import java.nio.file.Path;

/**
 * What is on disk is not what was written: damaged, incomplete or from another journal. Never thrown for a torn tail
 * that nobody was told about.
 */
public final class JournalDamagedException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;
    private final long sequenceBefore;
    private final long sequenceAfter;
    private final boolean unreadable;

    /**
     * Damage that somebody must decide about.
     *
     * @param what what is wrong, as a clause without a full stop
     * @param sequenceBefore the last sequence known to be good
     * @param sequenceAfter the sequence found or promised behind the damage; -1 where there is none to name
     */
    public JournalDamagedException(Path file, long offset, String what, long sequenceBefore, long sequenceAfter) {
        this(file, offset, what, sequenceBefore, sequenceAfter, false);
    }

    /** @param unreadable whether an unfinished write could look like this, if nobody was told about it */
    JournalDamagedException(
            Path file, long offset, String what, long sequenceBefore, long sequenceAfter, boolean unreadable) {
        super(sentence(file, offset, what, sequenceBefore, sequenceAfter));
        this.file = file;
        this.offset = offset;
        this.sequenceBefore = sequenceBefore;
        this.sequenceAfter = sequenceAfter;
        this.unreadable = unreadable;
    }

    static JournalDamagedException shorterThanMark(Path file, long offset, long lastSequence, MarkState mark) {
        return new JournalDamagedException(
                file,
                offset,
                "the records end at sequence " + lastSequence + " but the high-water mark (mode " + mark.modeName()
                        + ") says that sequence " + mark.sequence() + " was acknowledged",
                lastSequence,
                mark.sequence());
    }

    private static String sentence(Path file, long offset, String what, long before, long after) {
        return "Journal damaged in " + file + " at offset " + offset + ": " + what + "; the last good sequence is "
                + before
                + (after < 0 ? "" : ", the next one expected or found is " + after)
                + ". Restore the folder from a copy, or cut it at the last verified record with 'ringfence journal repair'.";
    }

    public Path file() {
        return file;
    }

    public long offset() {
        return offset;
    }

    public long sequenceBefore() {
        return sequenceBefore;
    }

    public long sequenceAfter() {
        return sequenceAfter;
    }

    boolean isUnreadable() {
        return unreadable;
    }
}
