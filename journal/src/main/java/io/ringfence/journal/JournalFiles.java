package io.ringfence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.agrona.IoUtil;

/** Plain files, mapped read-only, and packed ones from the archive. */
final class JournalFiles implements JournalStore {
    @Override
    public List<Path> list(Path directory) {
        return Files.isDirectory(directory) ? DurableFiles.list(directory) : List.of();
    }

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    @Override
    public long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    @Override
    public Content open(Path file) {
        try {
            return new MappedContent(file, channel(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open " + file, e);
        }
    }

    /** Of a file as it was written, wherever it is now: a packed one is unpacked for the reader. */
    private static FileChannel channel(Path file) throws IOException {
        if (ArchivedCycle.isArchived(file)) {
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

    private static final class MappedContent implements Content {
        private final Path file;
        private final FileChannel channel;

        MappedContent(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public long length() {
            try {
                return channel.size();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }

        @Override
        public ByteBuffer map(long offset, long bytes) {
            try {
                return channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }

        @Override
        public void unmap(ByteBuffer mapped) {
            IoUtil.unmap(mapped);
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close " + file, e);
            }
        }
    }
}
