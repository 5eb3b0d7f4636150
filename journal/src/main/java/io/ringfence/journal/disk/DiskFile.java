package io.ringfence.journal.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file. */
public interface DiskFile extends Closeable {
    /**
     * Makes everything written to the file so far durable, by whatever mapping or channel it was written. After an error
     * the kernel may have dropped the pages and call the next force a success, so nobody may try again.
     */
    void force() throws IOException;

    /**
     * Writes from a position on; may write less than the buffer holds.
     *
     * @return bytes written
     */
    int write(ByteBuffer bytes, long position) throws IOException;

    long length() throws IOException;

    /**
     * Takes disk space for a range, behind the end of the file too, without changing length or content.
     *
     * @throws UnsupportedOperationException if the file system cannot
     */
    void allocate(long offset, long length) throws IOException;

    /** Gives the space of a range that nothing was written to back. What cannot be given back stays. */
    void release(long offset, long length) throws IOException;
}
