package io.ringfence.journal.snapshot;

/** Whose state a section holds. Numbers are for ever; a reader passes over kinds that it does not need. */
public final class SectionKind {
    /** The engine's, as {@code SnapshotWriter} writes it. */
    public static final int ENGINE = 1;
    /** Orders and executions as queries see them. */
    public static final int ORDERS = 2;
    /** Which kill switches are tripped, why and by whom. */
    public static final int KILLS = 3;
    /** The limits that configuration files have set. */
    public static final int CONFIGURATION = 4;
    /** What the reports of FIX sessions remember; in files of their own. */
    public static final int FIX_REPORTS = 5;

    private SectionKind() {}
}
