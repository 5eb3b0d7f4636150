package io.ringfence.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** {@code ringfence} in a JVM of its own, with this one's class path and access flags. */
public final class RealProcess implements AutoCloseable {
    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    public RealProcess(Map<String, String> environment, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--") || flag.startsWith("-Dchronicle")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-ea"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.ringfence.ops.Main"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        process = builder.start();
        readers.add(reader(process.getInputStream(), out));
        readers.add(reader(process.getErrorStream(), err));
    }

    private static Thread reader(InputStream from, List<String> to) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
        Thread thread = new Thread(() -> lines.lines().forEach(to::add), "reader");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public List<String> out() {
        return out;
    }

    public List<String> err() {
        return err;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM; what it still says is read, which {@code Process.destroy} would cut off. */
    public int stop() throws InterruptedException {
        process.toHandle().destroy();
        return exitCode();
    }

    /** SIGKILL. */
    public void kill9() throws InterruptedException {
        process.toHandle().destroyForcibly();
        exitCode();
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(100, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end; it said " + out + err);
        }
        for (Thread reader : readers) {
            reader.join(5_000);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
