package io.ringfence.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** A channel, and {@code fallocate} beside it. */
final class RealDiskFile implements DiskFile {
    private final Path path;
    private final FileChannel channel;

    RealDiskFile(Path path, OpenOption... options) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, options);
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        return channel.write(bytes, position);
    }

    @Override
    public long length() throws IOException {
        return channel.size();
    }

    @Override
    public void allocate(long offset, long length) throws IOException {
        Fallocate.allocate(path, offset, length);
    }

    @Override
    public void release(long offset, long length) throws IOException {
        Fallocate.release(path, offset, length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
