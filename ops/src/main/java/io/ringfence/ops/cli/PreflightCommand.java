package io.ringfence.ops.cli;

import io.ringfence.gateway.auth.KeyFile;
import io.ringfence.gateway.tls.ServerTls;
import io.ringfence.ops.Failure;
import io.ringfence.ops.config.ConfigLoader;
import io.ringfence.ops.config.ConfigProblems;
import io.ringfence.ops.config.Configuration;
import io.ringfence.ops.replay.JournalFolder;
import io.ringfence.ops.run.HttpSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code preflight}. */
@Command(
        name = "preflight",
        description = {
            "Checks what a start needs: configuration, data folder, disk space, ports, journal, clock.",
            "Changes nothing. Exits 1 when something would keep the core from starting."
        })
final class PreflightCommand implements Callable<Integer> {
    private static final long MIN_FREE_BYTES = 1L << 30;
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration; without it, the sandbox.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            defaultValue = "data",
            paramLabel = "DIR",
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Spec
    private @Nullable CommandSpec spec;

    private int failures;

    @Override
    public Integer call() throws IOException {
        ConfigProblems problems = new ConfigProblems();
        Configuration configuration = ConfigLoader.load(config, CommandTree.environment(spec), problems);
        problems.list().forEach(problem -> say(false, "configuration", problem));
        configuration.warnings().forEach(warning -> say(true, "configuration", "warning: " + warning));
        say(problems.isEmpty(), "configuration", configuration.name());
        folder();
        if (problems.isEmpty()) {
            port(configuration, "http", "host", "port");
            port(configuration, "http", "ops_host", "ops_port");
            if (!configuration.sessions().isEmpty()) {
                port(configuration, "fix", "host", "port");
            }
            tls(configuration);
        }
        keys();
        journal();
        return failures == 0 ? 0 : Failure.CHECK_FAILED;
    }

    private void folder() throws IOException {
        Path existing = data.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        say(Files.isDirectory(existing) && Files.isWritable(existing), "data folder", data + " can be written");
        long free = Files.getFileStore(existing).getUsableSpace();
        say(free >= MIN_FREE_BYTES, "disk space", (free >> 20) + " MiB free, " + (MIN_FREE_BYTES >> 20) + " needed");
    }

    private void port(Configuration configuration, String section, String hostKey, String portKey) {
        String host = configuration.require("gateway", section, hostKey);
        int port = (int) configuration.number("gateway", section, portKey);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            say(true, "port", host + ":" + socket.getLocalPort() + " is free");
        } catch (IOException e) {
            say(false, "port", host + ":" + port + " can not be opened: " + e.getMessage());
        }
    }

    private void tls(Configuration configuration) {
        try {
            ServerTls tls = HttpSettings.tls(configuration);
            if (tls != null) {
                Instant end = Instant.ofEpochSecond(tls.expiresAtSeconds());
                boolean good = end.isAfter(Instant.now());
                say(good, "certificate", (good ? "good until " : "has ended at ") + end);
            }
        } catch (Failure e) {
            say(false, "certificate", String.valueOf(e.getMessage()));
        }
    }

    private void keys() {
        if (!Files.exists(KeyFile.in(data))) {
            say(true, "keys", "none yet; the first start makes them");
            return;
        }
        try {
            say(
                    true,
                    "keys",
                    KeyFile.read(data).tokens().size() + " in " + KeyFile.in(data) + ", readable by its owner only");
        } catch (IOException e) {
            say(false, "keys", Failure.reason(e));
        }
    }

    private void journal() {
        try {
            JournalFolder folder = JournalFolder.open(data);
            long ahead = folder.report().totals().lastTimestampNanos() / NANOS_PER_MILLI - System.currentTimeMillis();
            say(true, "journal", "sound up to sequence " + folder.lastSequence());
            say(ahead <= 1000, "clock", ahead <= 1000 ? "behind no record" : "the journal is " + ahead + " ms ahead");
        } catch (Failure e) {
            boolean none = e.exitCode() == Failure.USAGE;
            say(none, "journal", none ? "none yet" : String.valueOf(e.getMessage()));
        }
    }

    private void say(boolean good, String what, String detail) {
        failures += good ? 0 : 1;
        PrintWriter out = Streams.out(spec);
        out.println((good ? "ok    " : "FAIL  ") + what + ": " + detail);
        out.flush();
    }
}
