package io.ringfence.ops.export;

import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row: the canonical text of each value, null where there is none. Filled column by column in the table's order;
 * the name is given with each so that a row can not slip.
 */
public final class Row {
    private static final long NANOS = 1_000_000_000L;

    private final List<Column> columns;
    private final @Nullable String[] values;
    private int next;

    Row(List<Column> columns) {
        this.columns = columns;
        values = new String[columns.size()];
    }

    public List<Column> columns() {
        return columns;
    }

    /** The text of a value, or null. */
    public @Nullable String value(int column) {
        return values[column];
    }

    boolean isFull() {
        return next == values.length;
    }

    Row text(String name, @Nullable String value) {
        if (!columns.get(next).name().equals(name)) {
            throw new IllegalStateException("column " + columns.get(next).name() + " comes before " + name);
        }
        values[next++] = value == null || value.isEmpty() ? null : value;
        return this;
    }

    Row whole(String name, long value) {
        return text(name, Long.toString(value));
    }

    /** A whole number that may be absent. */
    Row optional(String name, long value) {
        return text(name, value == Fixed.ABSENT ? null : Long.toString(value));
    }

    Row decimal(String name, long e8) {
        return text(name, e8 == Fixed.ABSENT ? null : Decimal.format(e8));
    }

    Row flag(String name, boolean value) {
        return text(name, value ? "true" : "false");
    }

    Row stamp(long nanos) {
        return whole("ts_ns", nanos).text("ts", iso(nanos));
    }

    Row blank(String name) {
        return text(name, null);
    }

    /** Leaves every column up to this one empty. */
    Row blankUntil(String name) {
        while (!columns.get(next).name().equals(name)) {
            next++;
        }
        return this;
    }

    /** ISO 8601, always with nine decimals, so that texts sort like the times. */
    static String iso(long nanos) {
        Instant second = Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS));
        String text = second.toString();
        String fraction = Long.toString(NANOS + Math.floorMod(nanos, NANOS)).substring(1);
        return text.substring(0, text.length() - 1) + '.' + fraction + 'Z';
    }

    static String hex(int value) {
        return hex(value & 0xFFFFFFFFL).substring(8);
    }

    static String hex(long value) {
        return java.util.HexFormat.of().toHexDigits(value);
    }
}
