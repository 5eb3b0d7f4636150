package io.ringfence.journal;

import io.ringfence.journal.disk.Disk;
import io.ringfence.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** An empty file with disk space, ready to become the next cycle file by a rename. */
final class NextFile {
    private static final long SMALLEST = 1L << 20;
    /** The engine is renaming it: until that is done the space keeper must not touch it, and must not make another. */
    private static final long TAKEN = -1;

    private final Disk disk;
    private final Path path;
    /** Its bytes; 0 = there is none; or {@link #TAKEN}. Taken by the engine, given by the space keeper. */
    private final AtomicLong prepared = new AtomicLong();

    NextFile(Disk disk, JournalLayout layout) {
        this.disk = disk;
        this.path = layout.nextCycleFile();
        DurableFiles.delete(path);
    }

    long bytes() {
        return Math.max(0, prepared.get());
    }

    /** Makes it if it is not there, as large as can be had; false if nothing can. */
    boolean prepare(long windowBytes) throws IOException {
        if (prepared.get() != 0) {
            return true;
        }
        DurableFiles.delete(path);
        for (long size = windowBytes; size >= SMALLEST; size /= 2) {
            try (DiskFile file = disk.create(path)) {
                file.allocate(0, size);
                prepared.set(size);
                return true;
            } catch (IOException e) {
                DurableFiles.delete(path);
            }
        }
        return false;
    }

    /** Makes it this cycle file; returns its bytes, 0 if there was none. */
    long become(CycleFile file) throws IOException {
        long bytes = prepared.getAndUpdate(ready -> ready > 0 ? TAKEN : ready);
        if (bytes <= 0) {
            return 0;
        }
        try {
            disk.move(path, file.path());
        } finally {
            prepared.set(0);
        }
        return bytes;
    }

    void discard() {
        if (prepared.getAndUpdate(ready -> ready == TAKEN ? TAKEN : 0) != TAKEN) {
            DurableFiles.delete(path);
        }
    }
}
