package io.ringfence.ops.export;

import java.util.List;

/** The tables that a journal is projected to. */
public enum Table {
    /** One row per new order and replace. */
    DECISIONS(Columns.DECISIONS, 1),
    /** Eight rows per decision of the gates. */
    READINGS(Columns.READINGS, 2),
    /** One row per order, as it stands at the end. */
    ORDERS(Columns.ORDERS, 1),
    EXECUTIONS(Columns.EXECUTIONS, 2),
    /** One row per position that a command filled. */
    POSITIONS(Columns.POSITIONS, 2);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Column> columns;

    private final int keys;

    Table(List<Column> columns, int keys) {
        this.columns = columns;
        this.keys = keys;
    }

    public List<Column> columns() {
        return columns;
    }

    /** The columns by which a row is found again; the first ones. */
    public List<Column> key() {
        return columns.subList(0, keys);
    }

    public String tableName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
