package io.ringfence.journal;

import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** The release barrier for another process that follows a live journal: the writer's high-water mark, read only. */
public final class MarkBarrier implements ReleaseBarrier, AutoCloseable {
    private final MappedByteBuffer mapping;
    private final UnsafeBuffer buffer;
    private long last;

    private MarkBarrier(MappedByteBuffer mapping) {
        this.mapping = mapping;
        this.buffer = new UnsafeBuffer(mapping);
    }

    public static MarkBarrier open(JournalLayout layout) {
        Path file = layout.markFile();
        HighWaterMark.Reading reading = HighWaterMark.read(file);
        if (reading.state() == null) {
            throw new JournalException("The high-water mark " + file + " " + reading.reason()
                    + ", so how far the journal may be read is unknown; run 'ringfence journal verify'.");
        }
        return new MarkBarrier(HighWaterMark.map(file, FileChannel.MapMode.READ_ONLY));
    }

    @Override
    public synchronized long releasedSequence() {
        MarkState state = MarkSlots.read(buffer);
        if (state != null && state.sequence() > last) {
            last = state.sequence();
        }
        return last;
    }

    @Override
    public synchronized void close() {
        buffer.wrap(0, 0);
        IoUtil.unmap(mapping);
    }
}
