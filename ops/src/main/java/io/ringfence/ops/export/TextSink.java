package io.ringfence.ops.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One table as lines of text. A row that may still change waits until it is final. */
final class TextSink implements RowSink {
    private static final int BUFFER = 1 << 16;

    private final Table table;
    private final List<Column> columns;
    private final TextFormat format;
    private final long from;
    private final Writer out;

    /** Writes the rows that commands from a sequence on caused; an order counts by its last change. */
    TextSink(Table table, TextFormat format, long from, OutputStream target) throws IOException {
        this.table = table;
        this.format = format;
        this.from = from;
        columns = columns(table);
        out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8), BUFFER);
        format.head(columns, out);
    }

    /** A file of decisions holds their readings as well. */
    static List<Column> columns(Table table) {
        return table == Table.DECISIONS ? Columns.decisionsWithReadings() : table.columns();
    }

    @Override
    public boolean wants(Table asked, long sequence) {
        return asked == table && sequence >= from;
    }

    @Override
    public void row(Table of, Row row, boolean isFinal) throws IOException {
        if (isFinal) {
            format.row(row, columns.size(), out);
        }
    }

    @Override
    public void commandDone(long sequence, int crc) {
        // A file is complete at the end.
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
