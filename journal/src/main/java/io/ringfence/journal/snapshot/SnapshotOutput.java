package io.ringfence.journal.snapshot;

import io.ringfence.engine.snapshot.SnapshotWriter;
import io.ringfence.journal.DurableFiles;
import io.ringfence.journal.JournalTotals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/**
 * A snapshot being written, under a temporary name. Its two halves may run on two threads, one after the other: sections
 * are handed over by the thread that owns the state and only reach the page cache; {@link #finish} waits for the disk.
 */
public final class SnapshotOutput implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final SnapshotStore store;
    private final Path temporary;
    private final FileChannel channel;
    private final JournalTotals totals;
    private final long stateHash;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private int sections;
    private boolean finished;

    SnapshotOutput(SnapshotStore store, Path temporary, JournalTotals totals, long stateHash) {
        this.store = store;
        this.temporary = temporary;
        this.totals = totals;
        this.stateHash = stateHash;
        try {
            channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
        bytes.position(SnapshotHeader.BYTES);
    }

    /** Adds a section; see {@link SectionKind}. */
    public void section(int kind, DirectBuffer buffer, int offset, int length) {
        if (length > SnapshotWriter.MAX_SECTION_LENGTH) {
            throw new IllegalArgumentException("a section of " + length + " bytes is too long");
        }
        if (bytes.remaining() < SnapshotHeader.FRAME_BYTES + length) {
            flush();
        }
        int at = bytes.position();
        bytes.putInt(length).putShort((short) kind).putShort((short) 0).putInt(0);
        buffer.getBytes(offset, bytes, length);
        crc.reset();
        crc.update(bytes.duplicate().position(at).limit(at + 8));
        crc.update(bytes.duplicate()
                .position(at + SnapshotHeader.FRAME_BYTES)
                .limit(at + SnapshotHeader.FRAME_BYTES + length));
        bytes.putInt(at + 8, (int) crc.getValue());
        sections++;
    }

    private void flush() {
        try {
            bytes.flip();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            bytes.clear();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Completes the file, forces it, reads it back, gives it its name, forces the folder, and only then deletes what is
     * too old.
     */
    public SnapshotFile finish() {
        try {
            flush();
            long length = channel.position() + SnapshotHeader.TRAILER_BYTES;
            ByteBuffer header = new SnapshotHeader(totals, stateHash, sections, length).encode();
            while (header.hasRemaining()) {
                channel.write(header, header.position());
            }
            trailer();
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw failed(e);
        }
        SnapshotFile written = SnapshotInput.read(temporary, (kind, buffer, offset, count) -> {});
        finished = true;
        return store.publish(written);
    }

    /** The checksum of all is made of the bytes as they are read back, the sections' of those handed over. */
    private void trailer() throws IOException {
        crc.reset();
        for (long at = 0; channel.read(bytes.clear(), at) > 0; ) {
            at += bytes.position();
            crc.update(bytes.flip());
        }
        bytes.clear().putLong(SnapshotHeader.TRAILER_MAGIC).flip();
        crc.update(bytes.duplicate());
        bytes.clear().position(Long.BYTES).putInt((int) crc.getValue()).flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Cannot write snapshot " + temporary, e);
    }

    /** Gives up what was not finished. */
    @Override
    public void close() {
        if (!finished) {
            try {
                channel.close();
            } catch (IOException e) {
                throw failed(e);
            } finally {
                DurableFiles.delete(temporary);
            }
        }
    }
}
