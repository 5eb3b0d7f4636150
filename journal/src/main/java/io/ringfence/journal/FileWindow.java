package io.ringfence.journal;

import io.ringfence.journal.JournalStore.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A read-only mapping that slides over one file at a time. It never maps beyond the file's end, so a truncated file is
 * an answer ({@link #has} is false) rather than a fault. Allocates only when it slides.
 */
final class FileWindow implements AutoCloseable {
    private static final int PAGE = 4096;

    private final JournalStore store;
    private final int span;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final CRC32C crc32c = new CRC32C();
    private @Nullable Content content;
    private @Nullable ByteBuffer mapping;
    private long start;
    private long end;

    FileWindow(int span) {
        this(JournalStore.FILES, span);
    }

    FileWindow(JournalStore store, int span) {
        this.store = store;
        this.span = span;
    }

    void open(Path file) {
        close();
        content = store.open(file);
    }

    /** Whether the file holds these bytes. Makes them readable if so. */
    boolean has(long position, int length) {
        return (position >= start && position + length <= end) || slide(position, length);
    }

    private boolean slide(long position, int length) {
        Content open = content;
        if (open == null) {
            return false;
        }
        long size = open.length();
        if (position + length > size) {
            return false;
        }
        unmap();
        long from = position & -PAGE;
        long bytes = Math.min(size - from, Math.max(span, position - from + length));
        ByteBuffer mapped = open.map(from, bytes);
        mapping = mapped;
        buffer.wrap(mapped);
        start = from;
        end = from + bytes;
        return true;
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
        ByteBuffer mapped = mapping;
        if (mapped == null) {
            throw new IllegalStateException("nothing mapped");
        }
        mapped.clear().position(at(position)).limit(at(position) + length);
        crc32c.reset();
        crc32c.update(mapped);
        return (int) crc32c.getValue();
    }

    long fileLength() {
        Content open = content;
        return open == null ? 0 : open.length();
    }

    private void unmap() {
        ByteBuffer mapped = mapping;
        Content open = content;
        if (mapped != null && open != null) {
            mapping = null;
            buffer.wrap(0, 0);
            start = 0;
            end = 0;
            open.unmap(mapped);
        }
    }

    @Override
    public void close() {
        unmap();
        Content open = content;
        if (open != null) {
            content = null;
            open.close();
        }
    }
}
