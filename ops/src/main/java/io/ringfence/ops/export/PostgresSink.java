package io.ringfence.ops.export;

import io.ringfence.ops.Failure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Tables in a PostgreSQL database. Rows and the progress of their table are one transaction, so an export that was
 * killed goes on behind the last batch that was committed, and rows that are already there are the same rows again.
 */
final class PostgresSink implements RowSink {
    private static final int BATCH_ROWS = 20_000;
    /** Any number of our own; one projection at a time writes to a schema. */
    private static final int LOCK = 0x52_46_43_45;

    private final Connection connection;
    private final Map<Table, TableWriter> writers = new EnumMap<>(Table.class);
    private final Map<Table, Progress> progress = new EnumMap<>(Table.class);
    private long lastSequence;
    private int lastCrc;
    private int rows;

    private record Progress(long sequence, String crc) {}

    /**
     * Connects, brings the schema up to date and finds out how far each table has come.
     *
     * @throws Failure with exit code 2 when the database can not be used
     */
    PostgresSink(Set<Table> tables, String url, Properties credentials) {
        Connection opened = null;
        try {
            opened = connect(url, credentials);
            lock(opened);
            Migrations.apply(opened);
            connection = opened;
            for (Table table : tables) {
                TableWriter writer = new TableWriter(table);
                writer.createStaging(opened);
                writers.put(table, writer);
                progress.put(table, read(table));
            }
            opened.commit();
            opened = null;
        } catch (SQLException e) {
            throw new Failure(Failure.USAGE, "the database can not be used: " + e.getMessage(), e);
        } finally {
            closeQuietly(opened);
        }
    }

    private static Connection connect(String url, Properties credentials) throws SQLException {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw Failure.usage("--jdbc " + url + " is not a PostgreSQL URL; it looks like"
                    + " jdbc:postgresql://HOST:PORT/DATABASE");
        }
        Properties properties = new Properties();
        credentials.stringPropertyNames().forEach(name -> properties.setProperty(name, credentials.getProperty(name)));
        properties.setProperty("ApplicationName", "ringfence export");
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void lock(Connection connection) throws SQLException {
        String sql = "SELECT pg_try_advisory_lock(" + LOCK + ", hashtext(current_schema()))";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next() || !rows.getBoolean(1)) {
                throw Failure.usage("another export is writing to this database; wait for it or stop it");
            }
        }
    }

    private Progress read(Table table) throws SQLException {
        String sql = "SELECT last_seq, crc FROM projection_progress WHERE table_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.tableName());
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? new Progress(found.getLong(1), found.getString(2)) : new Progress(0, "");
            }
        }
    }

    @Override
    public boolean wants(Table table, long sequence) {
        Progress done = progress.get(table);
        return done != null && sequence > done.sequence();
    }

    @Override
    public void row(Table table, Row row, boolean isFinal) {
        TableWriter writer = writers.get(table);
        if (writer != null) {
            writer.add(row);
            rows++;
        }
    }

    @Override
    public void commandDone(long sequence, int crc) throws IOException {
        String hex = Row.hex(crc);
        for (Map.Entry<Table, Progress> entry : progress.entrySet()) {
            Progress done = entry.getValue();
            if (done.sequence() == sequence && !done.crc().equals(hex)) {
                throw Failure.usage("the database holds another journal: its "
                        + entry.getKey().tableName()
                        + " end at sequence " + sequence + " with CRC " + done.crc() + ", which is " + hex
                        + " here; use another database or another currentSchema in the URL");
            }
        }
        lastSequence = sequence;
        lastCrc = crc;
        if (rows >= BATCH_ROWS) {
            commit();
        }
    }

    private void commit() throws IOException {
        String sql = "INSERT INTO projection_progress (table_name, last_seq, crc) VALUES (?, ?, ?)"
                + " ON CONFLICT (table_name) DO UPDATE SET last_seq = EXCLUDED.last_seq, crc = EXCLUDED.crc";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<Table, TableWriter> entry : writers.entrySet()) {
                entry.getValue().write(connection);
                if (lastSequence
                        > progress.getOrDefault(entry.getKey(), new Progress(0, ""))
                                .sequence()) {
                    progress.put(entry.getKey(), new Progress(lastSequence, Row.hex(lastCrc)));
                    statement.setString(1, entry.getKey().tableName());
                    statement.setLong(2, lastSequence);
                    statement.setString(3, Row.hex(lastCrc));
                    statement.addBatch();
                }
            }
            statement.executeBatch();
            connection.commit();
            rows = 0;
        } catch (SQLException e) {
            throw new Failure(
                    Failure.CHECK_FAILED,
                    "the database refused rows up to sequence " + lastSequence + ": " + e.getMessage()
                            + "; what was committed before stays, run the export again to go on",
                    e);
        }
    }

    @Override
    public void flush() throws IOException {
        if (lastSequence > 0) {
            commit();
        }
    }

    @Override
    public void finish() throws IOException {
        flush();
        for (Map.Entry<Table, Progress> entry : progress.entrySet()) {
            if (entry.getValue().sequence() > lastSequence) {
                throw Failure.usage("the database holds " + entry.getKey().tableName() + " up to sequence "
                        + entry.getValue().sequence() + ", but the journal ends at " + lastSequence
                        + ": it is another journal, or one that was cut");
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            // Rolls back what was not committed.
            connection.close();
        } catch (SQLException e) {
            System.getLogger(PostgresSink.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing the connection failed", e);
        }
    }
}
