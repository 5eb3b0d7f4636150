package io.ringfence.ops.follow;

import io.ringfence.ops.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two standbys from writing into one folder. */
final class StandbyLock implements AutoCloseable {
    private final @Nullable FileChannel channel;

    private StandbyLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** @param folder null = nothing to lock */
    static StandbyLock of(@Nullable Path folder) {
        if (folder == null) {
            return new StandbyLock(null);
        }
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("standby.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(channel)) {
                channel.close();
                throw Failure.usage("--snapshots " + folder + ": another standby writes there; give another folder");
            }
            return new StandbyLock(channel);
        } catch (IOException e) {
            throw Failure.usage("--snapshots " + folder + " can not be written: " + e.getMessage());
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        FileChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
