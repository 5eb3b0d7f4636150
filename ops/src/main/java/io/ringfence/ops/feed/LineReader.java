package io.ringfence.ops.feed;

import io.ringfence.ops.Failure;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Lines of a text file, plain or gzip (told by its first bytes, not by its name), with their numbers. */
public final class LineReader implements Closeable {
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String name;
    private final BufferedReader reader;
    private long number;

    private LineReader(String name, BufferedReader reader) {
        this.name = name;
        this.reader = reader;
    }

    /** Opens a file; what it is for is said when it does not exist. */
    public static LineReader open(Path file, String what) {
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            in.mark(2);
            int magic = in.read() << 8 | in.read();
            in.reset();
            InputStream text = magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
            InputStreamReader decoded = new InputStreamReader(
                    text,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            return new LineReader(file.toString(), new BufferedReader(decoded, 1 << 16));
        } catch (NoSuchFileException e) {
            throw new Failure(Failure.USAGE, what + " " + file + " does not exist", e);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, what + " " + file + " can not be read: " + Failure.reason(e), e);
        }
    }

    /** The next line, or null behind the last. */
    public @Nullable String next() throws InputException {
        try {
            number++;
            return reader.readLine();
        } catch (IOException e) {
            throw new InputException(where(), "can not be read further: " + Failure.reason(e));
        }
    }

    /** File and line, for messages. */
    public String where() {
        return name + ":" + number;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
