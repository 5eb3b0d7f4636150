package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import java.io.BufferedOutputStream;
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
            return new BufferedOutputStream(new StandardOutput(), BUFFER);
        }
        try {
            return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, "output file " + file + " can not be written: " + Failure.reason(e), e);
        }
    }

    /** An output that is also an input would be emptied before it is read. */
    static void refuseToOverwrite(@Nullable Path input, @Nullable Path output) throws IOException {
        if (input != null
                && output != null
                && Files.exists(input)
                && Files.exists(output)
                && Files.isSameFile(input, output)) {
            throw Failure.usage("--out " + output + " is the input itself; name another file");
        }
    }

    /**
     * {@link System#out}, which alone would swallow that the reader at the other end of a pipe is gone; and never closed,
     * because it belongs to the process.
     */
    private static final class StandardOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            System.out.write(b);
            check();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            System.out.write(bytes, offset, length);
            check();
        }

        private static void check() throws IOException {
            if (System.out.checkError()) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void flush() throws IOException {
            check();
        }
    }
}
