package io.ringfence.ops.export;

import io.ringfence.ops.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A result that appears whole or not at all: written beside its place under another name, forced, then renamed. What an
 * interrupted run left is overwritten by the next one.
 */
final class FileTarget implements AutoCloseable {
    private final Path file;
    private final Path partial;
    private final FileChannel channel;
    private boolean complete;

    FileTarget(Path file) {
        this.file = file;
        Path folder = file.toAbsolutePath().getParent();
        partial = file.resolveSibling(file.getFileName() + ".partial");
        if (folder == null || !Files.isDirectory(folder)) {
            throw Failure.usage("output file " + file + " can not be written: its folder does not exist");
        }
        if (Files.isDirectory(file)) {
            throw Failure.usage("output file " + file + " can not be written: it is a folder");
        }
        try {
            channel = FileChannel.open(
                    partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, "output file " + file + " can not be written: " + e.getMessage(), e);
        }
    }

    OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /** The place to write to, for whoever opens it by name. */
    Path partial() {
        return partial;
    }

    void complete() throws IOException {
        if (channel.isOpen()) {
            channel.force(true);
            channel.close();
        }
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        }
        complete = true;
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (!complete) {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
