package io.ringfence.engine.marketdata;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header row and without quoting, gzipped if its name ends in {@code .gz}, read row by row. A column
 * name may end in {@code _eN}: its integers are the value times 10^N.
 */
final class CsvTable implements Closeable {
    private static final int TARGET_SCALE = 8;

    private final Path file;
    private final BufferedReader reader;
    private final List<String> columns;
    private String[] cells = {};
    private int line = 1;

    CsvTable(Path file) throws IOException {
        this.file = file;
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        reader = new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.US_ASCII));
        String header = reader.readLine();
        if (header == null) {
            throw new IOException(file + ": empty, expected a header row");
        }
        columns = List.of(header.split(",", -1));
    }

    boolean next() throws IOException {
        String text = reader.readLine();
        if (text == null) {
            return false;
        }
        line++;
        cells = text.split(",", -1);
        if (cells.length != columns.size()) {
            throw new IOException(
                    file + ":" + line + ": " + cells.length + " fields, the header names " + columns.size());
        }
        return true;
    }

    int column(String name) throws IOException {
        int column = columns.indexOf(name);
        if (column < 0) {
            throw new IOException(file + ": no column " + name);
        }
        return column;
    }

    /** The column called {@code name_eN}, with what its values must be multiplied by to have scale 1e8. */
    ScaledColumn scaledColumn(String name) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            String candidate = columns.get(i);
            if (candidate.equals(name)) {
                return new ScaledColumn(i, powerOfTen(TARGET_SCALE));
            }
            if (candidate.matches(name + "_e[0-8]")) {
                return new ScaledColumn(i, powerOfTen(TARGET_SCALE - (candidate.charAt(name.length() + 2) - '0')));
            }
        }
        throw new IOException(file + ": no column " + name + " or " + name + "_eN");
    }

    String text(int column) {
        return cells[column];
    }

    long integer(int column) throws IOException {
        try {
            return Long.parseLong(cells[column]);
        } catch (NumberFormatException e) {
            throw malformed(column, e);
        }
    }

    long scaled(ScaledColumn column) throws IOException {
        try {
            return Math.multiplyExact(integer(column.index()), column.factor());
        } catch (ArithmeticException e) {
            throw malformed(column.index(), e);
        }
    }

    IOException malformed(int column, @Nullable Exception cause) {
        return new IOException(file + ":" + line + ": " + columns.get(column) + " is " + cells[column], cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    record ScaledColumn(int index, long factor) {}
}
