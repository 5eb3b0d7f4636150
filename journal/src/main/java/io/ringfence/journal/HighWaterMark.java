package io.ringfence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How far the journal has been acknowledged, in a file of its own, so that a journal which lost its end can be told
 * from one that never was longer. Written after each commit into a mapping: stores only, no system call. It survives
 * the death of the process; after a power cut it may lag behind the data or, since pages reach the disk in any order,
 * be ahead of it.
 */
final class HighWaterMark implements AutoCloseable {
    /** What reading the file found; {@code state} is null unless it is sound, {@code reason} is for people. */
    record Reading(boolean exists, @Nullable MarkState state, String reason) {}

    private final Path file;
    private final MappedByteBuffer mapping;
    private final UnsafeBuffer buffer;
    private int nextSlot;

    private HighWaterMark(Path file, MappedByteBuffer mapping) {
        this.file = file;
        this.mapping = mapping;
        this.buffer = new UnsafeBuffer(mapping);
        this.nextSlot = MarkSlots.newest(buffer) == 0 ? 1 : 0;
    }

    /** Opens the mark for writing; makes one that says "nothing yet", durably, when there is none. */
    static HighWaterMark open(Path file) {
        if (!Files.exists(file)) {
            reset(file, MarkState.NOTHING);
        }
        return new HighWaterMark(file, map(file, FileChannel.MapMode.READ_WRITE));
    }

    /** Replaces the whole file. Durable before any data is, so that a crash never leaves data without a mark. */
    static void reset(Path file, MarkState state) {
        byte[] content = new byte[MarkSlots.FILE_LENGTH];
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(content.length));
        MarkSlots.format(buffer);
        MarkSlots.write(buffer, 0, state);
        MarkSlots.write(buffer, 1, state);
        buffer.getBytes(0, content);
        DurableFiles.replace(file, content);
    }

    static Reading read(Path file) {
        return read(JournalStore.FILES, file);
    }

    static Reading read(JournalStore store, Path file) {
        if (!store.exists(file)) {
            return new Reading(false, null, "is missing");
        }
        if (store.length(file) != MarkSlots.FILE_LENGTH) {
            return new Reading(true, null, "has a wrong length");
        }
        try (JournalStore.Content content = store.open(file)) {
            ByteBuffer mapping = content.map(0, MarkSlots.FILE_LENGTH);
            try {
                return read(new UnsafeBuffer(mapping));
            } finally {
                content.unmap(mapping);
            }
        }
    }

    private static Reading read(UnsafeBuffer buffer) {
        if (!MarkSlots.isFormatted(buffer)) {
            return new Reading(true, null, "does not start with the mark's signature and version");
        }
        MarkState state = MarkSlots.read(buffer);
        return new Reading(true, state, state == null ? "fails the checksum in both slots" : "is sound");
    }

    /** The slot that was written last, 0 or 1; -1 if neither is whole. */
    static int newestSlot(Path file) {
        MappedByteBuffer mapping = map(file, FileChannel.MapMode.READ_ONLY);
        try {
            return MarkSlots.newest(new UnsafeBuffer(mapping));
        } finally {
            IoUtil.unmap(mapping);
        }
    }

    /** Called by the engine thread after the last fragment of a command is on the journal. */
    void write(long sequence, long chronicleIndex, long records, long bytes, long timestampNanos, int chainCrc) {
        MarkSlots.write(
                buffer,
                nextSlot,
                sequence,
                chronicleIndex,
                records,
                bytes,
                timestampNanos,
                chainCrc,
                MarkState.MODE_PROCESS);
        nextSlot ^= 1;
    }

    static long lengthOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    static MappedByteBuffer map(Path file, FileChannel.MapMode mode) {
        try (FileChannel channel = mode == FileChannel.MapMode.READ_ONLY
                ? FileChannel.open(file, StandardOpenOption.READ)
                : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(mode, 0, MarkSlots.FILE_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot map " + file, e);
        }
    }

    /** Forces the mark; the data it speaks of must have been forced before. */
    void force() {
        DurableFiles.force(file);
    }

    @Override
    public void close() {
        buffer.wrap(0, 0);
        IoUtil.unmap(mapping);
    }
}
