package io.ringfence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A read-only mapping that slides over one file at a time. It never maps beyond the file's end, so a truncated file is
 * an answer ({@link #has} is false) rather than a fault. Allocates only when it slides.
 */
final class FileWindow implements AutoCloseable {
    private static final int PAGE = 4096;

    private final int span;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final CRC32C crc32c = new CRC32C();
    private @Nullable Path path;
    private @Nullable FileChannel channel;
    private @Nullable MappedByteBuffer mapping;
    private long start;
    private long end;

    FileWindow(int span) {
        this.span = span;
    }

    void open(Path file) {
        close();
        try {
            channel = open(file, ArchivedCycle.isArchived(file));
            path = file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open " + file, e);
        }
    }

    private static FileChannel open(Path file, boolean archived) throws IOException {
        if (archived) {
            return ArchivedCycle.unpack(file);
        }
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            // It may have been packed since the folder was listed.
            Path packed = ArchivedCycle.packed(file);
            if (packed == null) {
                throw e;
            }
            return ArchivedCycle.unpack(packed);
        }
    }

    /** Whether the file holds these bytes. Makes them readable if so. */
    boolean has(long position, int length) {
        return (position >= start && position + length <= end) || slide(position, length);
    }

    private boolean slide(long position, int length) {
        if (channel == null) {
            return false;
        }
        try {
            long size = channel.size();
            if (position + length > size) {
                return false;
            }
            unmap();
            long from = position & -PAGE;
            long bytes = Math.min(size - from, Math.max(span, position - from + length));
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, from, bytes);
            mapping = mapped;
            buffer.wrap(mapped);
            start = from;
            end = from + bytes;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** The mapping; a file position is at {@link #at}. Valid until the window slides or closes. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    int at(long position) {
        return (int) (position - start);
    }

    int getInt(long position) {
        return buffer.getInt(at(position), ByteOrder.LITTLE_ENDIAN);
    }

    int getIntVolatile(long position) {
        return buffer.getIntVolatile(at(position));
    }

    long getLong(long position) {
        return buffer.getLong(at(position), ByteOrder.LITTLE_ENDIAN);
    }

    byte getByte(long position) {
        return buffer.getByte(at(position));
    }

    int crc32c(long position, int length) {
        MappedByteBuffer mapped = mapping;
        if (mapped == null) {
            throw new IllegalStateException("nothing mapped");
        }
        mapped.clear().position(at(position)).limit(at(position) + length);
        crc32c.reset();
        crc32c.update(mapped);
        return (int) crc32c.getValue();
    }

    long fileLength() {
        try {
            return channel == null ? 0 : channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private void unmap() {
        MappedByteBuffer mapped = mapping;
        if (mapped != null) {
            mapping = null;
            buffer.wrap(0, 0);
            start = 0;
            end = 0;
            IoUtil.unmap(mapped);
        }
    }

    @Override
    public void close() {
        unmap();
        FileChannel open = channel;
        if (open != null) {
            channel = null;
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close " + path, e);
            }
        }
    }
}
