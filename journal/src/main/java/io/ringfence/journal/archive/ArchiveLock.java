package io.ringfence.journal.archive;

import io.ringfence.journal.DurableFiles;
import io.ringfence.journal.JournalException;
import io.ringfence.journal.JournalLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One archiver at a time; the kernel releases it when the process dies. It does not keep a core from running. */
final class ArchiveLock implements AutoCloseable {
    private final FileChannel channel;

    private ArchiveLock(FileChannel channel) {
        this.channel = channel;
    }

    static ArchiveLock acquire(JournalLayout layout) {
        DurableFiles.createDirectories(layout.archiveDirectory());
        Path file = layout.archiveDirectory().resolve("archive.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new JournalException(
                        "Another process is archiving in " + layout.archiveDirectory() + "; wait for it to end.");
            }
            return new ArchiveLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + file, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release the archive's lock", e);
        }
    }
}
