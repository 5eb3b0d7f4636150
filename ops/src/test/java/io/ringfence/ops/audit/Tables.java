package io.ringfence.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.ops.Cli;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Exported tables as rows of column and text, whatever format they came in, so that formats can be compared. */
final class Tables {
    static final List<String> NAMES = List.of("decisions", "readings", "orders", "executions", "positions");

    private Tables() {}

    static Path export(Path data, String table, String format, Path out) {
        Cli run = Cli.run("export", "--data", data, "--table", table, "--format", format, "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return out;
    }

    static List<Map<String, String>> csv(Path file) throws IOException {
        List<List<String>> records = records(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            assertThat(record).hasSameSizeAs(records.get(0));
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < record.size(); i++) {
                if (!record.get(i).isEmpty()) {
                    row.put(records.get(0).get(i), record.get(i));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    /** RFC 4180, read to the letter. */
    private static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\r')) {
                record.add(field.toString());
                field.setLength(0);
                if (c == '\r') {
                    assertThat(text.charAt(++i)).isEqualTo('\n');
                    records.add(record);
                    record = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        assertThat(field).as("what follows the last line end").isEmpty();
        return records;
    }

    static List<Map<String, String>> jsonl(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Map<String, Object> line : Json.lines(file)) {
            Map<String, String> row = new TreeMap<>();
            line.forEach((name, value) -> row.put(name, value.toString()));
            rows.add(row);
        }
        return rows;
    }

    static List<Map<String, String>> parquet(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return query(connection, "SELECT * FROM '" + file + "'");
        }
    }

    /** The rows of a query; decimals without trailing zeros. */
    static List<Map<String, String>> query(Connection connection, String sql) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    if (value != null) {
                        row.put(columns.getColumnName(i), text(value));
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }
}
