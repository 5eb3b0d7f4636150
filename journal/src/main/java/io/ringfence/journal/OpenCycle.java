package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import io.ringfence.journal.disk.Disk;
import io.ringfence.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** The cycle file that is written to, as the space keeper sees it. One thread. */
final class OpenCycle implements AutoCloseable {
    /** A record and an index document may lie behind the position that the header names. */
    static final long SLACK_BYTES = RecordFrame.MAX_FRAME_LENGTH + (64L << 10);

    private static final int HEADER_BYTES = 4096;
    private static final long SMALLEST_STEP = 1L << 20;

    final CycleFile file;
    private final DiskFile space;
    private final PageWarmer warmer;
    private final MappedByteBuffer mapping;
    private final UnsafeBuffer header;
    private long allocatedEnd;

    /** @param allocated bytes from the start for which there is space already */
    OpenCycle(Disk disk, CycleFile file, long allocated) throws IOException {
        this.file = file;
        this.space = disk.open(file.path());
        this.warmer = new PageWarmer(file.path());
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            mapping = channel.map(FileChannel.MapMode.READ_ONLY, 0, HEADER_BYTES);
        }
        header = new UnsafeBuffer(mapping);
        allocatedEnd = Math.max(allocated, position());
    }

    /** Where the last record starts; Chronicle keeps it in the header. */
    long position() {
        return header.getLongVolatile(CycleStructure.WRITE_POSITION);
    }

    /** Bytes ahead of the last record that have disk space. */
    long ahead() {
        return Math.max(0, allocatedEnd - position());
    }

    /** The last position at which a record may start and surely has space. */
    long limit() {
        return allocatedEnd - SLACK_BYTES;
    }

    /**
     * Takes space up to a window ahead of the last record, in steps; less when there is no more.
     *
     * @return whether the window is full
     * @throws UnsupportedOperationException if the file system cannot
     */
    boolean allocate(long windowBytes) throws IOException {
        long position = position();
        allocatedEnd = Math.max(allocatedEnd, position & -HEADER_BYTES);
        long wanted = position + windowBytes;
        long step = Math.max(SMALLEST_STEP, windowBytes / 4);
        while (allocatedEnd + step <= wanted) {
            try {
                space.allocate(allocatedEnd, step);
                allocatedEnd += step;
            } catch (IOException e) {
                step /= 2;
                if (step < SMALLEST_STEP) {
                    return false;
                }
            }
        }
        return true;
    }

    void warm() throws IOException {
        warmer.warm(position());
    }

    /** Gives back what was not used. */
    void release() throws IOException {
        long used = (position() + SLACK_BYTES + HEADER_BYTES) & -HEADER_BYTES;
        space.release(used, Math.max(HEADER_BYTES, Math.max(allocatedEnd, space.length()) - used));
    }

    @Override
    public void close() throws IOException {
        header.wrap(0, 0);
        IoUtil.unmap(mapping);
        warmer.close();
        space.close();
    }
}
