package io.ringfence.gateway.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of an export. Closing it does nothing: a writer that is closed because it failed must not end an answer as if
 * it were whole. Knows whether anything was written.
 */
final class ExportStream extends OutputStream {
    private final OutputStream out;
    private boolean begun;

    ExportStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        begun = true;
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        begun |= length > 0;
        out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        // See above.
    }

    boolean hasBegun() {
        return begun;
    }
}
