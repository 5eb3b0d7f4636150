package io.ringfence.ops.export;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Writes the rows of one table in bulk: COPY into a temporary table, then one statement that inserts what is new and
 * overwrites what is there. A row that changed several times within a batch is written once, as it was last.
 */
final class TableWriter {
    private final Table table;
    private final List<Column> columns;
    private final Map<String, Row> batch = new LinkedHashMap<>();
    private final String staging;
    private final String upsert;

    TableWriter(Table table) {
        this.table = table;
        columns = table.columns();
        staging = "staged_" + table.tableName();
        String names = names(columns);
        String key = names(table.key());
        String update = columns.subList(table.key().size(), columns.size()).stream()
                .map(column -> column.name() + " = EXCLUDED." + column.name())
                .collect(Collectors.joining(", "));
        upsert = "INSERT INTO " + table.tableName() + " (" + names + ") SELECT " + names + " FROM " + staging
                + " ON CONFLICT (" + key + ") DO UPDATE SET " + update;
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    void createStaging(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE IF NOT EXISTS " + staging + " (LIKE " + table.tableName()
                    + ") ON COMMIT DELETE ROWS");
        }
    }

    void add(Row row) {
        String key = table.key().size() == 1 ? row.value(0) : row.value(0) + "-" + row.value(1);
        batch.put(String.valueOf(key), row);
    }

    int size() {
        return batch.size();
    }

    /** Hands the batch to the open transaction. */
    void write(Connection connection) throws SQLException, IOException {
        if (batch.isEmpty()) {
            return;
        }
        StringWriter text = new StringWriter(batch.size() * 256);
        for (Row row : batch.values()) {
            TextFormat.CSV.row(row, columns.size(), text);
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY " + staging + " (" + names(columns) + ") FROM STDIN (FORMAT csv, ENCODING 'UTF8')",
                        new StringReader(text.toString()));
        try (Statement statement = connection.createStatement()) {
            statement.execute(upsert);
        }
        batch.clear();
    }
}
