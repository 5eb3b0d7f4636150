package io.ringfence.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the bytes of a journal are read from: the file system, or the disk of a simulation. Everything that judges what
 * is there (documents, records, tails, structure, mark) reads through this and cannot tell the difference.
 */
public interface JournalStore {
    /** The files of this machine. */
    JournalStore FILES = new JournalFiles();

    /** The files of a folder by name; empty when it does not exist. */
    List<Path> list(Path directory);

    boolean exists(Path file);

    long length(Path file);

    Content open(Path file);

    /** One open file. */
    interface Content extends AutoCloseable {
        long length();

        /** The bytes as they are and as they become; valid until {@link #unmap}. */
        ByteBuffer map(long offset, long bytes);

        void unmap(ByteBuffer mapped);

        @Override
        void close();
    }
}
