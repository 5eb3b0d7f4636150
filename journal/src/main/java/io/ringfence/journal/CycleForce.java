package io.ringfence.journal;

import io.ringfence.journal.disk.Disk;
import io.ringfence.journal.disk.DiskFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Forces the cycle file that is written to, and follows the writer into the next one: the old file first, then the new
 * one and the folder that names it. One thread.
 */
final class CycleForce implements AutoCloseable {
    private final Disk disk;
    private final JournalLayout layout;
    private final ForceTimes times;
    private @Nullable DiskFile open;
    private long cycle = Long.MIN_VALUE;

    CycleForce(Disk disk, JournalLayout layout, ForceTimes times) {
        this.disk = disk;
        this.layout = layout;
        this.times = times;
    }

    /**
     * Forces all files from a cycle on, and the folder: what an earlier process left to the kernel.
     *
     * @return files forced
     */
    int forceFrom(long firstCycle) throws IOException {
        int forced = 0;
        for (CycleFile file : CycleFile.list(layout.journalDirectory())) {
            if (file.cycle() >= firstCycle) {
                try (DiskFile each = disk.open(file.path())) {
                    each.force();
                }
                forced++;
            }
        }
        disk.forceDirectory(layout.journalDirectory());
        return forced;
    }

    /**
     * Forces every record up to one that lies in this cycle.
     *
     * @return whether this went on to another file
     */
    boolean force(long throughCycle) throws IOException {
        DiskFile current = open;
        if (current != null) {
            timed(current);
        }
        if (throughCycle == cycle && current != null) {
            return false;
        }
        roll(throughCycle);
        return true;
    }

    private void roll(long throughCycle) throws IOException {
        for (CycleFile file : CycleFile.list(layout.journalDirectory())) {
            if (file.cycle() > cycle && file.cycle() <= throughCycle) {
                close();
                DiskFile next = disk.open(file.path());
                open = next;
                cycle = file.cycle();
                timed(next);
            }
        }
        if (cycle != throughCycle) {
            throw new IOException("the cycle file of the last record is not in " + layout.journalDirectory());
        }
        disk.forceDirectory(layout.journalDirectory());
    }

    private void timed(DiskFile file) throws IOException {
        long start = System.nanoTime();
        file.force();
        times.add(System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        DiskFile current = open;
        open = null;
        if (current != null) {
            current.close();
        }
    }
}
