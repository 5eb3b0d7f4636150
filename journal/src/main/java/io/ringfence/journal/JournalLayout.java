package io.ringfence.journal;

import java.nio.file.Path;

/**
 * Which file is where in a data folder.
 *
 * <pre>
 *   DATA/journal/20260101-00F.cq4   one cycle file per UTC hour of the engine's time
 *   DATA/journal/next.prepared      disk space for the next cycle file, which it becomes by a rename
 *   DATA/journal/metadata.cq4t      Chronicle's own; derived, rebuilt at every start
 *   DATA/journal.lock               held by the one process that may write
 *   DATA/high-water.mark            how far the journal has been acknowledged
 *   DATA/emergency.state            kill state, read before the journal
 *   DATA/poison/                    commands that stopped the core
 *   DATA/snapshots/                 states to start from, written by the follower
 *   DATA/trimmed/                   torn tails that a start cut off
 *   DATA/checkpoints/               signed checkpoints, a file for each cycle file
 *   DATA/archive/                   packed cycle files with their checkpoints
 * </pre>
 */
public record JournalLayout(Path dataDirectory) {
    public Path journalDirectory() {
        return dataDirectory.resolve("journal");
    }

    public Path nextCycleFile() {
        return journalDirectory().resolve("next.prepared");
    }

    public Path lockFile() {
        return dataDirectory.resolve("journal.lock");
    }

    public Path markFile() {
        return dataDirectory.resolve("high-water.mark");
    }

    public Path killStateFile() {
        return dataDirectory.resolve("emergency.state");
    }

    public Path poisonDirectory() {
        return dataDirectory.resolve("poison");
    }

    public Path snapshotDirectory() {
        return dataDirectory.resolve("snapshots");
    }

    public Path trimmedDirectory() {
        return dataDirectory.resolve("trimmed");
    }

    public Path checkpointsDirectory() {
        return dataDirectory.resolve("checkpoints");
    }

    public Path archiveDirectory() {
        return dataDirectory.resolve("archive");
    }
}
