package io.ringfence.journal.snapshot;

import io.ringfence.engine.snapshot.SnapshotWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** One pass over a snapshot file that checks every byte of it. */
final class SnapshotInput implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final long fileLength;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer view = new UnsafeBuffer(bytes);
    private final CRC32C all = new CRC32C();
    private final CRC32C one = new CRC32C();
    /** Offset in the file of the buffer's position. */
    private long offset;

    private SnapshotInput(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.fileLength = channel.size();
        bytes.limit(0);
    }

    /**
     * Reads a file and hands on its sections.
     *
     * @throws SnapshotDamagedException at the first byte that is not as written, after the sections before it
     */
    static SnapshotFile read(Path path, SectionHandler handler) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                SnapshotInput input = new SnapshotInput(path, channel)) {
            SnapshotHeader header = input.header();
            for (int i = 0; i < header.sections(); i++) {
                input.section(handler);
            }
            input.trailer(header);
            return new SnapshotFile(path, header);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read snapshot " + path, e);
        }
    }

    private SnapshotHeader header() throws IOException {
        need(SnapshotHeader.BYTES, "the file ends within its header");
        ByteBuffer header = bytes.slice(bytes.position(), SnapshotHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (!SnapshotHeader.isSound(header)) {
            throw damage("the header fails its checksum");
        }
        if (SnapshotHeader.version(header) != SnapshotHeader.VERSION) {
            throw new SnapshotDamagedException(
                    path,
                    0,
                    "its format is version " + SnapshotHeader.version(header) + ", this build knows version "
                            + SnapshotHeader.VERSION,
                    true);
        }
        SnapshotHeader decoded = SnapshotHeader.decode(header);
        if (decoded.length() != fileLength) {
            throw damage("the file has " + fileLength + " bytes, its header says " + decoded.length());
        }
        if (!path.getFileName().toString().startsWith(SnapshotStore.stem(decoded.sequence()))) {
            throw damage("the header says sequence " + decoded.sequence() + ", the file's name another one");
        }
        take(SnapshotHeader.BYTES);
        return decoded;
    }

    private void section(SectionHandler handler) throws IOException {
        need(SnapshotHeader.FRAME_BYTES, "the file ends within a section's frame");
        int at = bytes.position();
        int length = bytes.getInt(at);
        if (length < 0 || length > SnapshotWriter.MAX_SECTION_LENGTH) {
            throw damage("a section's length of " + length + " bytes is impossible");
        }
        need(SnapshotHeader.FRAME_BYTES + length, "the file ends within a section of " + length + " bytes");
        at = bytes.position();
        int kind = bytes.getShort(at + 4) & 0xFFFF;
        if (bytes.getInt(at + 8) != crc(at, length)) {
            throw damage("a section fails its checksum");
        }
        handler.section(kind, view, at + SnapshotHeader.FRAME_BYTES, length);
        take(SnapshotHeader.FRAME_BYTES + length);
    }

    private int crc(int at, int length) {
        one.reset();
        one.update(bytes.duplicate().position(at).limit(at + 8));
        one.update(bytes.duplicate()
                .position(at + SnapshotHeader.FRAME_BYTES)
                .limit(at + SnapshotHeader.FRAME_BYTES + length));
        return (int) one.getValue();
    }

    private void trailer(SnapshotHeader header) throws IOException {
        need(SnapshotHeader.TRAILER_BYTES, "the file ends before its trailer");
        int at = bytes.position();
        if (bytes.getLong(at) != SnapshotHeader.TRAILER_MAGIC) {
            throw damage("there is no trailer behind the last of " + header.sections() + " sections");
        }
        all.update(bytes.duplicate().position(at).limit(at + Long.BYTES));
        if (bytes.getInt(at + Long.BYTES) != (int) all.getValue()) {
            throw damage("the file fails its checksum");
        }
        if (offset + SnapshotHeader.TRAILER_BYTES != fileLength) {
            throw damage("there are bytes behind the trailer");
        }
    }

    /** Makes this many bytes readable at the buffer's position. */
    private void need(int length, String otherwise) throws IOException {
        if (bytes.remaining() >= length) {
            return;
        }
        bytes.compact();
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until the buffer is full or the file at its end
        }
        bytes.flip();
        if (bytes.remaining() < length) {
            throw damage(otherwise);
        }
    }

    private void take(int length) {
        int end = bytes.position() + length;
        all.update(bytes.duplicate().limit(end));
        bytes.position(end);
        offset += length;
    }

    private SnapshotDamagedException damage(String what) {
        return new SnapshotDamagedException(path, offset, what);
    }

    @Override
    public void close() {
        view.wrap(0, 0);
    }
}
