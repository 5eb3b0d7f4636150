package io.ringfence.ops.export;

import io.ringfence.ops.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings the schema of a database to that of this build: numbered SQL files, each applied once, in order, in a
 * transaction of its own together with its entry in {@code schema_history}. A file that was changed after it was
 * applied, and a database that is newer than the build, are refused.
 */
final class Migrations {
    private static final List<String> FILES = List.of("V001__projection.sql");

    private static final String HISTORY = "CREATE TABLE IF NOT EXISTS schema_history (version int PRIMARY KEY,"
            + " file text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())";

    private Migrations() {}

    /** The connection must not commit by itself, and must hold the lock of the projection. */
    static void apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(HISTORY);
        }
        Map<Integer, String> applied = applied(connection);
        for (int version = 1; version <= FILES.size(); version++) {
            String file = FILES.get(version - 1);
            String sql = read(file);
            String before = applied.remove(version);
            if (before == null) {
                run(connection, version, file, sql);
            } else if (!before.equals(sha256(sql))) {
                throw Failure.usage("the database was set up with another " + file
                        + " than this build has; use the build that made it, or another database");
            }
        }
        if (!applied.isEmpty()) {
            throw Failure.usage("the database has schema version " + applied.keySet() + ", which is newer than the "
                    + FILES.size() + " of this build; use a newer build");
        }
        connection.commit();
    }

    private static Map<Integer, String> applied(Connection connection) throws SQLException {
        Map<Integer, String> applied = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version, sha256 FROM schema_history")) {
            while (rows.next()) {
                applied.put(rows.getInt(1), rows.getString(2));
            }
        }
        return applied;
    }

    private static void run(Connection connection, int version, String file, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement history = connection.prepareStatement(
                        "INSERT INTO schema_history (version, file, sha256) VALUES (?, ?, ?)")) {
            statement.execute(sql);
            history.setInt(1, version);
            history.setString(2, file);
            history.setString(3, sha256(sql));
            history.executeUpdate();
        }
        connection.commit();
    }

    private static String read(String file) {
        try (InputStream in = Migrations.class.getResourceAsStream("postgres/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the jar's " + file + " can not be read", e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
