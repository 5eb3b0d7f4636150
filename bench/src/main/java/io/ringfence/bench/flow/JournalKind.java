package io.ringfence.bench.flow;

import java.util.Locale;

/** What stands behind the core while it is measured. */
public enum JournalKind {
    /** Chronicle Queue in files, as in production. */
    CHRONICLE,
    /** The same, and a sealer signs it as in a running core. */
    SEALED,
    /** Every record is kept, in memory. */
    MEMORY,
    /** Every record is counted and dropped. */
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
