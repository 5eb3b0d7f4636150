package io.ringfence.ops.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * One table as a Parquet file. Rows are spooled as CSV beside the target, then DuckDB reads them with the column types
 * given (nothing is guessed) and writes the whole file in one bulk statement, decimals as decimals.
 */
final class ParquetSink implements RowSink {
    private final Table table;
    private final FileTarget spool;
    private final FileTarget target;
    private final Path spoolFile;
    private final TextSink rows;
    private final Driver driver;

    ParquetSink(Table table, long from, Path file) throws IOException {
        this.table = table;
        driver = DuckDb.driver();
        target = new FileTarget(file);
        spoolFile = file.resolveSibling(file.getFileName() + ".spool");
        spool = new FileTarget(spoolFile);
        rows = new TextSink(table, TextFormat.CSV, from, spool.stream());
    }

    @Override
    public boolean wants(Table asked, long sequence) {
        return rows.wants(asked, sequence);
    }

    @Override
    public void row(Table of, Row row, boolean isFinal) throws IOException {
        rows.row(of, row, isFinal);
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
        try (Connection connection = driver.connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("SET preserve_insertion_order = true");
            statement.execute(copyStatement());
        } catch (SQLException e) {
            throw new IOException("DuckDB could not write the Parquet file: " + e.getMessage(), e);
        }
        target.complete();
    }

    private String copyStatement() {
        StringBuilder columns = new StringBuilder();
        for (Column column : TextSink.columns(table)) {
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append('\'')
                    .append(column.name())
                    .append("': '")
                    .append(column.kind().sqlType)
                    .append('\'');
        }
        return "COPY (SELECT * FROM read_csv(" + literal(spool.partial())
                + ", header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n',"
                + " columns = {" + columns + "})) TO " + literal(target.partial())
                + " (FORMAT parquet, COMPRESSION zstd)";
    }

    private static String literal(Path path) {
        return '\'' + path.toAbsolutePath().toString().replace("'", "''") + '\'';
    }

    @Override
    public void close() throws IOException {
        spool.close();
        target.close();
        Files.deleteIfExists(spoolFile);
    }
}
