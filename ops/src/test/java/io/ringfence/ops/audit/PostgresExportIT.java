package io.ringfence.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.engine.command.CommandWriter;
import io.ringfence.engine.pipeline.CommandProcessor;
import io.ringfence.engine.state.EngineState;
import io.ringfence.journal.ChronicleJournal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalLayout;
import io.ringfence.journal.ScanProgress;
import io.ringfence.ops.Cli;
import io.ringfence.ops.Main;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projection in a real PostgreSQL: equal to the files, the same after any interruption, traced by one query. */
class PostgresExportIT {
    private static final int STEPS = Integer.getInteger("ringfence.test.audit.steps", 500);
    private static final long SEED = Long.getLong("ringfence.test.audit.seed", 20_260_103);
    private static Postgres postgres;

    @TempDir
    static Path folder;

    private static Path data;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        postgres = Postgres.start();
        data = RandomDay.journal(folder.resolve("day"), "paper", SEED, STEPS);
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    private static Cli export(Path journal, String url, Object... more) {
        List<Object> command = new ArrayList<>(
                List.of("export", "--data", journal, "--table", "all", "--format", "postgres", "--jdbc", url));
        command.addAll(List.of(more));
        return Cli.run(command.toArray());
    }

    private static List<Map<String, String>> rows(String url, String table) throws SQLException {
        String key = switch (table) {
            case "orders" -> "order_id";
            case "readings" -> "seq, gate";
            case "decisions" -> "seq";
            default -> "seq, ordinal";
        };
        try (Connection connection = DriverManager.getConnection(url)) {
            return Tables.query(connection, "SELECT * FROM " + table + " ORDER BY " + key);
        }
    }

    /** What the files say; decisions without the readings beside them, orders by their id. */
    private static List<Map<String, String>> file(Path journal, String table) throws IOException {
        Path out = folder.resolve(table + ".csv");
        List<Map<String, String>> rows = Tables.csv(Tables.export(journal, table, "csv", out));
        rows.forEach(row -> row.keySet().removeIf(column -> column.matches("g[1-8]_.*")));
        if (table.equals("orders")) {
            rows.sort(java.util.Comparator.comparingLong(row -> Long.parseLong(row.get("order_id"))));
        }
        return rows;
    }

    private static void holdsAll(String url, Path journal) throws IOException, SQLException {
        for (String table : Tables.NAMES) {
            assertThat(rows(url, table)).as("seed " + SEED + ", " + table).isEqualTo(file(journal, table));
        }
    }

    @Test
    void theDatabaseHoldsWhatTheFilesHoldHoweverOftenItIsExported() throws IOException, SQLException {
        String url = postgres.url("equal");

        assertThat(export(data, url, "--to", 400).err()).contains("exported all up to sequence 400");
        assertThat(export(data, url).exitCode()).isZero();
        holdsAll(url, data);
        assertThat(export(data, url).exitCode()).isZero();
        holdsAll(url, data);
    }

    /** The query of docs/audit.md. */
    @Test
    void oneQueryLeadsFromTheVenuesIdToTheEightReadings() throws IOException, SQLException {
        String url = postgres.url("traced");
        export(data, url);
        Map<String, String> fill = rows(url, "executions").get(7);
        String query = query().replace(":id", fill.get("exchange_order_id"));

        try (Connection connection = DriverManager.getConnection(url)) {
            List<Map<String, String>> traced = Tables.query(connection, query);
            assertThat(traced).hasSizeGreaterThanOrEqualTo(8);
            assertThat(traced.subList(0, 8))
                    .extracting(row -> row.get("gate"))
                    .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
            assertThat(traced)
                    .allSatisfy(row -> assertThat(row)
                            .containsEntry("order_id", fill.get("order_id"))
                            .containsKeys("verdict", "code", "observed", "limit_value", "allowed_qty"));
            // So few rows fit one page, and a scan is cheaper then: asked what it would do with many.
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET enable_seqscan = off");
            }
            String plan = Tables.query(connection, "EXPLAIN " + query).toString();
            assertThat(plan).contains("orders_exchange_order_id", "decisions_order_id", "readings_pkey");
            assertThat(plan).doesNotContain("Seq Scan");
            String byClient = query.replace("exchange_order_id =", "client_order_id =");
            assertThat(Tables.query(connection, "EXPLAIN " + byClient).toString())
                    .contains("orders_client_order_id")
                    .doesNotContain("Seq Scan");
        }
    }

    private static String query() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "audit.md"));
        int start = page.indexOf("```sql") + "```sql".length();
        return page.substring(start, page.indexOf("```", start))
                .replace(";", "")
                .strip();
    }

    @Test
    void theColumnsAreThoseOfTheTables() throws IOException, SQLException {
        String url = postgres.url("columns");
        export(data, url);
        String page = Files.readString(Path.of("..", "docs", "audit.md"));

        try (Connection connection = DriverManager.getConnection(url)) {
            for (String table : Tables.NAMES) {
                List<String> columns = Tables.query(
                                connection,
                                "SELECT column_name FROM information_schema.columns WHERE table_name = '" + table
                                        + "' ORDER BY ordinal_position")
                        .stream()
                        .map(row -> row.get("column_name"))
                        .toList();
                String header = Files.readAllLines(Tables.export(data, table, "csv", folder.resolve("header")))
                        .get(0);
                assertThat(List.of(header.split(","))).startsWith(columns.toArray(String[]::new));
                assertThat(page)
                        .contains(columns.stream()
                                .map(column -> "| `" + column + "` |")
                                .toList());
            }
        }
    }

    @Test
    void anExportThatWasKilledGoesOnAsIfNothingHadBeen() throws IOException, SQLException, InterruptedException {
        Path longer = RandomDay.journal(folder.resolve("longer"), "paper", SEED + 1, 3 * STEPS);
        String url = postgres.url("killed");
        assertThat(export(longer, url, "--to", 100).exitCode()).isZero();
        for (int attempt = 0; attempt < 2; attempt++) {
            try (Connection holder = DriverManager.getConnection(url);
                    Statement statement = holder.createStatement()) {
                holder.setAutoCommit(false);
                // The mark of the progress is the last thing a transaction writes: its rows are written by then.
                statement.execute("LOCK TABLE projection_progress IN EXCLUSIVE MODE");
                Process process = child(longer, url);
                await().atMost(Duration.ofSeconds(60)).until(() -> waitsForTheMark(url) || !process.isAlive());
                assertThat(process.isAlive()).as("killed before its commit").isTrue();
                process.destroyForcibly();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                holder.rollback();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> sessions(url, "true") == 0);
        }
        assertThat(export(longer, url).exitCode()).isZero();
        holdsAll(url, longer);
    }

    private static boolean waitsForTheMark(String url) throws SQLException {
        return sessions(url, "wait_event_type = 'Lock'") > 0;
    }

    /** The sessions of exporters in the database of {@code url} for which {@code condition} holds. */
    private static int sessions(String url, String condition) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return Tables.query(
                            connection,
                            "SELECT pid FROM pg_stat_activity WHERE application_name = 'ringfence export'"
                                    + " AND datname = current_database() AND " + condition)
                    .size();
        }
    }

    private static Process child(Path journal, String url) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add") || argument.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(
                "export", "--data", journal.toString(), "--table", "all", "--format", "postgres", "--jdbc", url));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start();
    }

    @Test
    void anotherJournalAnotherSchemaAndAnotherExporterAreRefused() throws IOException, SQLException {
        String url = postgres.url("refused");
        export(data, url);
        Path other = RandomDay.journal(folder.resolve("other"), "paper", SEED + 2, STEPS + 300);
        assertThat(export(other, url).err()).contains("the database holds another journal");

        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + 0x52_46_43_45 + ", hashtext(current_schema()))");
            assertThat(export(data, url).err()).contains("another export is writing to this database");
        }
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE schema_history SET sha256 = 'x'");
            assertThat(export(data, url).err()).contains("set up with another V001__projection.sql");
        }
        String newer = postgres.url("newer");
        export(data, newer);
        try (Connection connection = DriverManager.getConnection(newer);
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO schema_history (version, file, sha256) VALUES (99, 'V099', 'x')");
        }
        assertThat(export(data, newer).err()).contains("newer than the 1 of this build");
        Cli nobody = export(data, "jdbc:postgresql://127.0.0.1:1/none?user=x");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).contains("the database can not be used").hasLineCount(1);
    }

    @Test
    void aLiveJournalIsFollowed() throws Exception {
        String url = postgres.url("live");
        Path live = folder.resolve("live");
        try (ChronicleJournal journal =
                ChronicleJournal.open(JournalConfig.of(new JournalLayout(live)), ScanProgress.NONE)) {
            CommandProcessor core = new CommandProcessor(new EngineState(64), journal);
            CommandWriter writer = new CommandWriter();
            writer.account(0, "USD", 0, true, 0, "A1");
            core.process(writer.buffer(), 0, writer.length(), 1_000);
            Thread follower = new Thread(() -> export(live, url, "--follow"), "follower");
            follower.start();
            for (int i = 1; i <= 3; i++) {
                writer.cashFlow(0, 100, "deposit", "test");
                core.process(writer.buffer(), 0, writer.length(), 1_000 + i);
                long expected = 1L + i;
                await().atMost(Duration.ofSeconds(30)).until(() -> progress(url) == expected);
            }
            follower.interrupt();
            follower.join(30_000);
            assertThat(follower.isAlive()).isFalse();
        }
    }

    private static long progress(String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            List<Map<String, String>> rows =
                    Tables.query(connection, "SELECT last_seq FROM projection_progress WHERE table_name = 'decisions'");
            return rows.isEmpty() ? 0 : Long.parseLong(rows.get(0).get("last_seq"));
        } catch (SQLException e) {
            return 0;
        }
    }
}
