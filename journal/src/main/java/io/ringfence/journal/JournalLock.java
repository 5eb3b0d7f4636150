package io.ringfence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The one writer's exclusive lock on a data folder; the kernel releases it when the process dies, however it dies.
 *
 * <p>Closing any descriptor of the file drops a POSIX lock of the same process, so nothing else may ever open it: the
 * set keeps a second attempt within this process from doing so.
 */
final class JournalLock implements AutoCloseable {
    private static final Set<Path> HELD = new HashSet<>();

    private final Path key;
    private final FileChannel channel;

    private JournalLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    static JournalLock acquire(JournalLayout layout) {
        synchronized (HELD) {
            try {
                Path key = layout.dataDirectory()
                        .toRealPath()
                        .resolve(layout.lockFile().getFileName());
                if (HELD.contains(key)) {
                    throw new JournalLockedException(layout.dataDirectory());
                }
                FileChannel channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    channel.close();
                    throw new JournalLockedException(layout.dataDirectory());
                }
                HELD.add(key);
                return new JournalLock(key, channel);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot lock " + layout.lockFile(), e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot release " + key, e);
            } finally {
                HELD.remove(key);
            }
        }
    }
}
