package io.ringfence.journal;

import java.nio.file.Path;

/** Another process holds the data folder. Nothing was touched. */
public final class JournalLockedException extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalLockedException(Path dataDirectory) {
        super("The data folder " + dataDirectory + " is in use by another Ringfence process; stop that process or give"
                + " this one a folder of its own with --data.");
    }
}
