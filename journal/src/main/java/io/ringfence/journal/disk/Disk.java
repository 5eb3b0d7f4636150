package io.ringfence.journal.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The file system as the journal's own threads use it. Records go through Chronicle's mappings and not through here;
 * what is here decides when they count as safe, and whether there is room for them.
 */
public interface Disk {
    /** The machine's file system. */
    Disk REAL = new RealDisk();

    /** Opens a file that exists, for reading and writing. */
    DiskFile open(Path file) throws IOException;

    /** Makes a file that must not exist yet. */
    DiskFile create(Path file) throws IOException;

    /** Makes names that were added to, moved within or removed from a folder durable. */
    void forceDirectory(Path directory) throws IOException;

    /** Moves within one file system, atomically. Durable only after {@link #forceDirectory}. */
    void move(Path from, Path to) throws IOException;

    /** Bytes that this process may still take from the file system of a folder. */
    long usableBytes(Path directory) throws IOException;
}
