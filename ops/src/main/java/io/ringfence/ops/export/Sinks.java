package io.ringfence.ops.export;

import io.ringfence.ops.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens the place that an export goes to. */
public final class Sinks {
    private Sinks() {}

    /** JSON Lines or CSV on a stream that is already open. */
    public static RowSink stream(Table table, ExportFormat format, long from, OutputStream out) throws IOException {
        return new TextSink(table, text(format), from, out);
    }

    /** A file that appears when it is complete. */
    public static RowSink file(Table table, ExportFormat format, long from, Path file) throws IOException {
        return format == ExportFormat.PARQUET
                ? new ParquetSink(table, from, file)
                : new FileSink(table, text(format), from, file);
    }

    /**
     * A PostgreSQL database; decisions come with their readings.
     *
     * @param environment for PGUSER and PGPASSWORD, where the URL names none
     */
    public static RowSink postgres(@Nullable Table table, String url, Map<String, String> environment) {
        Set<Table> tables = table == null ? EnumSet.allOf(Table.class) : EnumSet.of(table);
        if (tables.contains(Table.DECISIONS)) {
            tables.add(Table.READINGS);
        }
        Properties credentials = new Properties();
        put(credentials, "user", environment.get("PGUSER"));
        put(credentials, "password", environment.get("PGPASSWORD"));
        return new PostgresSink(tables, url, credentials);
    }

    private static void put(Properties properties, String key, @Nullable String value) {
        if (value != null) {
            properties.setProperty(key, value);
        }
    }

    private static TextFormat text(ExportFormat format) {
        return switch (format) {
            case JSONL -> TextFormat.JSONL;
            case CSV -> TextFormat.CSV;
            default -> throw Failure.usage("--format " + format.word() + " can not go to standard output");
        };
    }
}
