package io.ringfence.journal;

import io.ringfence.engine.record.RecordFrame;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.ExcerptContext;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.util.MicroTouched;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The only place that appends through Chronicle Queue. The caller holds the folder's lock and has verified the files.
 *
 * <p>Chronicle rolls by the records' own stamps, never by the wall clock: with the wall clock a step back across the
 * hour puts records into an older file, where no reader sees them. Its index spacing is left alone and is stored in each
 * cycle file, so that files written by an older build keep theirs; the block size is only how much is mapped at a time.
 */
final class QueueWriter implements RecordSink {
    private static final long LOCK_TIMEOUT_MS = 500;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final EngineTime time = new EngineTime();
    private final PointerBytesStore pointer = new PointerBytesStore();
    private final UnsafeBuffer offHeap =
            new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(RecordFrame.MAX_FRAME_LENGTH));
    private final Path directory;
    private final Room room;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private final MicroTouched toucher;
    private final long errorsBefore = ChronicleSetup.errors();
    private long lastIndex;

    /**
     * Opens behind what is there.
     *
     * @param lastIndex the index of the last record in the folder by our own count, -1 if there is none
     * @param room asked before anything is written
     */
    static QueueWriter open(Path directory, long blockSize, long lastTimestampNanos, long lastIndex, Room room) {
        ChronicleSetup.ensure();
        // Derived data (lock words, first and last cycle) that a crash may leave wrong and that nobody checksums.
        DurableFiles.delete(directory.resolve(SingleChronicleQueue.QUEUE_METADATA_FILE));
        return new QueueWriter(directory, blockSize, lastTimestampNanos, lastIndex, room);
    }

    private QueueWriter(Path directory, long blockSize, long lastTimestampNanos, long lastIndex, Room room) {
        this.directory = directory;
        this.room = room;
        time.nanos = Math.max(0, lastTimestampNanos);
        this.lastIndex = lastIndex;
        queue = SingleChronicleQueueBuilder.builder(directory, WireType.BINARY_LIGHT)
                .rollCycle(RollCycles.FAST_HOURLY)
                .timeProvider(time)
                .blockSize(blockSize)
                .timeoutMS(LOCK_TIMEOUT_MS)
                .build();
        boolean ready = false;
        try {
            long found = queue.lastIndex();
            if (found != lastIndex) {
                throw new JournalException("Chronicle sees the end of " + directory + " at index "
                        + Long.toHexString(found) + " instead of " + Long.toHexString(lastIndex)
                        + "; nothing was written; run 'ringfence journal repair'.");
            }
            appender = queue.createAppender();
            // Opened by the starting thread, used by the engine's.
            appender.singleThreadedCheckDisabled(true);
            toucher = (MicroTouched) appender;
            ready = true;
        } finally {
            if (!ready) {
                queue.close();
            }
        }
    }

    @Override
    public long append(DirectBuffer record, int offset, int length, long timestampNanos) {
        time.nanos = timestampNanos;
        long expected = nextIndex(timestampNanos);
        makeSureOfRoom(expected);
        if (record.byteArray() == null) {
            pointer.set(record.addressOffset() + offset, length);
        } else {
            offHeap.putBytes(0, record, offset, length);
            pointer.set(offHeap.addressOffset(), length);
        }
        appender.writeBytes(pointer);
        long index = appender.lastIndexAppended();
        if (index != expected) {
            throw new JournalException("Chronicle appended at index " + Long.toHexString(index) + " instead of "
                    + Long.toHexString(expected) + "; stopping before anything is acknowledged.");
        }
        if (ChronicleSetup.errors() != errorsBefore) {
            throw new JournalException("Chronicle reported an error while appending (see the log); stopping before"
                    + " anything is acknowledged.");
        }
        lastIndex = index;
        toucher.microTouch();
        return index;
    }

    private void makeSureOfRoom(long index) {
        long cycle = CycleFile.cycleOfIndex(index);
        if (lastIndex < 0 || cycle != CycleFile.cycleOfIndex(lastIndex)) {
            room.beforeFile(CycleFile.of(directory, cycle));
            return;
        }
        long limit = room.limit();
        // Whoever writes faster than space is taken waits for it: behind it, a full disk would be an access error.
        if (limit != Long.MAX_VALUE && position() > limit && position() > room.awaitLimit(position())) {
            throw new NoSpaceException(
                    "The disk is full and the space that was taken ahead is used up in " + directory
                            + "; nothing is acknowledged any more; free some space and start again.",
                    null);
        }
    }

    private long position() {
        Wire wire = ((ExcerptContext) appender).wire();
        return wire == null ? 0 : wire.bytes().writePosition();
    }

    private long nextIndex(long timestampNanos) {
        long first = CycleFile.index(CycleFile.cycleOf(timestampNanos), 0);
        return Math.max(first, lastIndex + 1);
    }

    @Override
    public void close() {
        queue.close();
    }

    /** The time that Chronicle rolls by: the stamp of the record being appended. */
    private static final class EngineTime implements TimeProvider {
        private long nanos;

        @Override
        public long currentTimeMillis() {
            return nanos / NANOS_PER_MILLI;
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }
    }
}
