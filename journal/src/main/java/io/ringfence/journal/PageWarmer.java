package io.ringfence.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads the pages that the engine is about to write for the first time, so that the kernel finds, zeroes and maps memory
 * for them here and not on the engine thread. Reading leaves them clean: nothing more is written to the device.
 */
final class PageWarmer implements AutoCloseable {
    private static final long AHEAD_BYTES = 16L << 20;
    private static final int STEP_BYTES = 256 << 10;

    private final FileChannel channel;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(STEP_BYTES);
    private long warmed;

    PageWarmer(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Goes as far ahead of the writer as it should be. */
    void warm(long position) throws IOException {
        long from = Math.max(warmed, position);
        long end = Math.min(channel.size(), position + AHEAD_BYTES);
        while (from < end) {
            scratch.clear().limit((int) Math.min(STEP_BYTES, end - from));
            int read = channel.read(scratch, from);
            if (read <= 0) {
                break;
            }
            from += read;
        }
        warmed = from;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
