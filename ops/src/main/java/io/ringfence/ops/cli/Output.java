package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where data goes: standard output, or the file of {@code --out}. */
final class Output {
    private static final int BUFFER = 1 << 16;

    private Output() {}

    static OutputStream open(@Nullable Path file) {
        if (file == null) {
            return new StandardOutput();
        }
        try {
            return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, "output file " + file + " can not be written: " + Failure.reason(e), e);
        }
    }

    /**
     * Not {@link System#out}, which would swallow that the reader at the other end of a pipe is gone; and never closed,
     * because it belongs to the process.
     */
    private static final class StandardOutput extends BufferedOutputStream {
        StandardOutput() {
            super(new FileOutputStream(FileDescriptor.out), BUFFER);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
