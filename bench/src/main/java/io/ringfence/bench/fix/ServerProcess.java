package io.ringfence.bench.fix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under measurement, in a JVM of its own with this JVM's options, so that the system counts its CPU time. */
public final class ServerProcess implements AutoCloseable {
    /** What the line with the port begins with. */
    static final String FIX_LINE = "  FIX 4.4";

    private static final long STOP_SECONDS = 30;
    private static final String NO_LIMIT = "1000000000";

    /** The sandbox with the FIX session open to the bench and with limits that do not bind. */
    private static final Map<String, String> CORE = Map.ofEntries(
            Map.entry("RINGFENCE_GATEWAY_HTTP_PORT", "0"),
            Map.entry("RINGFENCE_GATEWAY_HTTP_OPS_PORT", "0"),
            Map.entry("RINGFENCE_GATEWAY_FIX_PORT", "0"),
            Map.entry("RINGFENCE_GATEWAY_FIX_SESSIONS_A1_AUTH", "none"),
            Map.entry("RINGFENCE_ENGINE_EXPECTED_ORDERS", "1048576"),
            Map.entry("RINGFENCE_ACCOUNTS_A1_CASH", "1000000000"),
            Map.entry("RINGFENCE_GATES_DEFAULT_GROSS_ABS", NO_LIMIT),
            Map.entry("RINGFENCE_GATES_DEFAULT_POS_NOTIONAL_ABS", NO_LIMIT),
            Map.entry("RINGFENCE_GATES_DEFAULT_CLUSTER_ABS", NO_LIMIT),
            Map.entry("RINGFENCE_GATES_DEFAULT_SYMBOLS_BTC_USD_POS_QTY", NO_LIMIT),
            Map.entry("RINGFENCE_GATES_DEFAULT_THROTTLE_RATE_PER_S", "1000000"),
            Map.entry("RINGFENCE_GATES_DEFAULT_THROTTLE_BURST", "1000000"));

    private static final String TRADING_LINE = "  orders and queries";
    private static final String OPERATIONS_LINE = "  health, metrics, kill";

    private final Process process;
    private final Map<String, Integer> ports;

    private ServerProcess(Process process, Map<String, Integer> ports) {
        this.process = process;
        this.ports = Map.copyOf(ports);
    }

    /** The bare acceptor. */
    static ServerProcess echo(Path folder) throws IOException {
        return start(folder, Map.of(), FIX_LINE, EchoServer.class.getName(), folder.toString());
    }

    /** {@code ringfence run}: gateways, ring, engine, journal, follower, checkpoints, snapshots. */
    public static ServerProcess core(Path folder) throws IOException {
        return core(folder, Map.of());
    }

    /** The same with settings of its own besides, as environment variables. */
    public static ServerProcess core(Path folder, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(CORE);
        all.putAll(settings);
        return start(folder, all, OPERATIONS_LINE, "io.ringfence.ops.Main", "run", "--data", folder.toString());
    }

    /** {@code last}: what the last line with a port begins with. */
    private static ServerProcess start(Path folder, Map<String, String> environment, String last, String... arguments)
            throws IOException {
        Path errors = Files.createDirectories(folder).resolveSibling(folder.getFileName() + ".err");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (option.startsWith("--") || option.startsWith("-D") || option.startsWith("-X")) {
                command.add(option);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process started = builder.start();
        Map<String, Integer> ports = ports(started, last);
        if (!ports.containsKey(last)) {
            started.destroyForcibly();
            throw new IOException("the server did not start: " + Files.readString(errors));
        }
        return new ServerProcess(started, ports);
    }

    /** Reads what it says until the last port is there, or it ends. The rest goes nowhere. */
    private static Map<String, Integer> ports(Process started, String last) throws IOException {
        Map<String, Integer> ports = new HashMap<>();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !ports.containsKey(last)) {
            for (String name : List.of(TRADING_LINE, FIX_LINE, OPERATIONS_LINE)) {
                if (line.startsWith(name)) {
                    ports.put(name, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
                }
            }
            line = ports.containsKey(last) ? line : out.readLine();
        }
        return ports;
    }

    /** Of FIX. */
    public int port() {
        return ports.getOrDefault(FIX_LINE, 0);
    }

    /** Of orders over HTTP. */
    public int tradingPort() {
        return ports.getOrDefault(TRADING_LINE, 0);
    }

    /** Of health, metrics and the kill switch. */
    public int operationsPort() {
        return ports.getOrDefault(OPERATIONS_LINE, 0);
    }

    public long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** User and system time of all its threads, compiler and collector too, as the system counts it (steps of 10 ms). */
    long cpuNanos() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
