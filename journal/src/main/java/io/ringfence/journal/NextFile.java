package io.ringfence.journal;

import io.ringfence.journal.disk.Disk;
import io.ringfence.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** An empty file with disk space, ready to become the next cycle file by a rename. */
final class NextFile {
    private static final long SMALLEST = 1L << 20;

    private final Disk disk;
    private final Path path;
    /** Its bytes; 0 = there is none. Taken by the engine, given by the space keeper. */
    private final AtomicLong prepared = new AtomicLong();

    NextFile(Disk disk, JournalLayout layout) {
        this.disk = disk;
        this.path = layout.nextCycleFile();
        DurableFiles.delete(path);
    }

    long bytes() {
        return prepared.get();
    }

    /** Makes it if it is not there, as large as can be had; false if nothing can. */
    boolean prepare(long windowBytes) throws IOException {
        if (prepared.get() > 0) {
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
        long bytes = prepared.getAndSet(0);
        if (bytes > 0) {
            disk.move(path, file.path());
        }
        return bytes;
    }

    void discard() {
        prepared.set(0);
        DurableFiles.delete(path);
    }
}
