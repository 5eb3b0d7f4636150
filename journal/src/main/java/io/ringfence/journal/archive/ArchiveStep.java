package io.ringfence.journal.archive;

/** Where the packing of one cycle file is. After a death at any of them nothing is lost and a repetition finishes. */
public enum ArchiveStep {
    /** The packed file is written under a temporary name and forced. */
    PACKED,
    /** It was unpacked again and is byte for byte what was packed. */
    READ_BACK,
    /** It has its name, durably: from here on there are two good copies. */
    NAMED,
    /** The cycle file is gone. */
    JOURNAL_REMOVED,
    /** Its locator and checkpoints are gone too. */
    CHECKPOINTS_REMOVED;

    /** Told every step; for progress and for tests that kill. */
    @FunctionalInterface
    public interface Listener {
        Listener NONE = (cycle, step) -> {};

        void onStep(String cycle, ArchiveStep step);
    }
}
