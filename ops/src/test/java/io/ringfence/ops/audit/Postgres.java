package io.ringfence.ops.audit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own in a temporary folder on a free port, from the system's package. It refuses to run as root, so
 * for root it runs as the package's user. Tests skip where the package is not installed; {@code .ci/run} installs it.
 */
final class Postgres implements AutoCloseable {
    private static final String USER = "ringfence";
    private final Path folder;
    private final Path bin;
    private final int port;

    private Postgres(Path folder, Path bin, int port) {
        this.folder = folder;
        this.bin = bin;
        this.port = port;
    }

    static Postgres start() throws IOException, InterruptedException {
        Path bin = bin();
        assumeTrue(bin != null, "PostgreSQL is not installed (Debian: apt-get install postgresql); skipped");
        Path folder = Files.createTempDirectory("ringfence-pg");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Postgres postgres = new Postgres(folder, bin, freePort());
        try {
            postgres.run(
                    "initdb",
                    "-D",
                    postgres.data(),
                    "-U",
                    USER,
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync");
            String options = "-p " + postgres.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c"
                    + " fsync=off -c max_connections=10";
            postgres.run(
                    "pg_ctl",
                    "-D",
                    postgres.data(),
                    "-w",
                    "-t",
                    "60",
                    "-l",
                    folder.resolve("log").toString(),
                    "-o",
                    options,
                    "start");
        } catch (IOException e) {
            postgres.close();
            throw e;
        }
        return postgres;
    }

    private static Path bin() throws IOException {
        for (String part : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(part, "initdb"))) {
                return Path.of(part);
            }
        }
        Path packages = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(packages)) {
            return null;
        }
        try (Stream<Path> versions = Files.list(packages)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(candidate -> Files.isExecutable(candidate.resolve("initdb")))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        File output = folder.resolve("output").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(program + " failed: " + Files.readString(output.toPath()));
        }
    }

    /** The URL of a database, made when it is not there. */
    String url(String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(of("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        return of(database);
    }

    private String of(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    @Override
    public void close() throws IOException {
        try {
            run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
