package io.ringfence.ops.feed;

import io.ringfence.engine.units.Decimal;
import java.util.Arrays;

/**
 * The columns of a CSV file by name. A suffix {@code _eN} of a column's name says that its values are whole numbers,
 * scaled by 10^N; without one they are plain decimals.
 */
final class CsvColumns {
    private static final int E8_DIGITS = 8;
    private static final int PLAIN = -1;

    private final LineReader lines;
    private final String[] names;
    private final int[] digits;
    private final int[] starts;
    private String line = "";

    CsvColumns(LineReader lines) throws InputException {
        this.lines = lines;
        String header = lines.next();
        if (header == null || header.isBlank()) {
            throw new InputException(lines.where(), "the file is empty; a header row is missing");
        }
        names = header.strip().split(",", -1);
        digits = new int[names.length];
        starts = new int[names.length + 1];
        for (int i = 0; i < names.length; i++) {
            digits[i] = PLAIN;
            int at = names[i].lastIndexOf("_e");
            if (at > 0 && names[i].substring(at + 2).matches("\\d{1,2}")) {
                digits[i] = Integer.parseInt(names[i].substring(at + 2));
                names[i] = names[i].substring(0, at);
            }
        }
    }

    /** The column with this name, its scale suffix left out. */
    int column(String name) throws InputException {
        int at = Arrays.asList(names).indexOf(name);
        if (at < 0) {
            throw new InputException(
                    lines.where(), "column " + name + " is missing; there are " + String.join(", ", names));
        }
        return at;
    }

    /** The column, or -1 when there is none. */
    int optional(String name) {
        return Arrays.asList(names).indexOf(name);
    }

    /** Moves to the next row; false behind the last. Empty lines are passed over. */
    boolean next() throws InputException {
        String row = lines.next();
        while (row != null && row.isEmpty()) {
            row = lines.next();
        }
        if (row == null) {
            return false;
        }
        line = row;
        int at = 0;
        for (int i = 0; i < names.length; i++) {
            starts[i] = at;
            int comma = row.indexOf(',', at);
            boolean last = i == names.length - 1;
            if (last != comma < 0) {
                throw new InputException(lines.where(), "the row does not have " + names.length + " columns");
            }
            at = last ? row.length() + 1 : comma + 1;
        }
        starts[names.length] = at;
        return true;
    }

    String text(int column) {
        return line.substring(starts[column], starts[column + 1] - 1);
    }

    long integer(int column) throws InputException {
        try {
            return Long.parseLong(line, starts[column], starts[column + 1] - 1, 10);
        } catch (NumberFormatException e) {
            throw bad(column, "is not a whole number");
        }
    }

    /** A price or quantity of the row, E8. */
    long e8(int column) throws InputException {
        int scale = digits[column];
        if (scale == PLAIN) {
            try {
                return Decimal.parseE8(text(column));
            } catch (IllegalArgumentException e) {
                throw bad(column, "is not a decimal number");
            }
        }
        long value = integer(column);
        try {
            long result = value;
            for (int i = scale; i < E8_DIGITS; i++) {
                result = Math.multiplyExact(result, 10L);
            }
            for (int i = E8_DIGITS; i < scale; i++) {
                if (result % 10 != 0) {
                    throw bad(column, "has more than 8 decimals");
                }
                result /= 10;
            }
            return result;
        } catch (ArithmeticException e) {
            throw bad(column, "is too large");
        }
    }

    InputException bad(int column, String problem) {
        return new InputException(lines.where(), names[column] + " \"" + text(column) + "\" " + problem);
    }

    InputException bad(String problem) {
        return new InputException(lines.where(), problem);
    }
}
