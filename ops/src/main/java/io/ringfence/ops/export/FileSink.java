package io.ringfence.ops.export;

import java.io.IOException;
import java.nio.file.Path;

/** One table as a file of text. */
final class FileSink implements RowSink {
    private final FileTarget target;
    private final TextSink rows;

    FileSink(Table table, TextFormat format, long from, Path file) throws IOException {
        target = new FileTarget(file);
        rows = new TextSink(table, format, from, target.stream());
    }

    @Override
    public boolean wants(Table table, long sequence) {
        return rows.wants(table, sequence);
    }

    @Override
    public void row(Table table, Row row, boolean isFinal) throws IOException {
        rows.row(table, row, isFinal);
    }

    @Override
    public void commandDone(long sequence, int crc) {
        // A file is complete at the end.
    }

    @Override
    public void flush() {
        // Nobody reads a file before it has its name.
    }

    @Override
    public void finish() throws IOException {
        rows.finish();
        target.complete();
    }

    @Override
    public void close() {
        target.close();
    }
}
