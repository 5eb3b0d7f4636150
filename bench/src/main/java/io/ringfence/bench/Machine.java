package io.ringfence.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** On what a figure was measured. A figure without it says nothing. */
public final class Machine {
    private static final long GIT_TIMEOUT_SECONDS = 5;

    private Machine() {}

    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Processor, cores, operating system. */
    public static String hardware() {
        return processor() + ", " + cores() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch");
    }

    private static String processor() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).trim();
                }
            }
        } catch (IOException e) {
            return "unknown processor";
        }
        return "unknown processor";
    }

    /** Version, collector and heap of this JVM. */
    public static String jvm() {
        List<String> collectors = new ArrayList<>();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collectors.add(collector.getName());
        }
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", "
                + String.join(" + ", collectors) + ", heap "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB";
    }

    /** Processes that ran or waited to run, over the last minute; negative when the system does not tell. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** The load with two decimals. */
    public static String loadText() {
        return String.format(Locale.ROOT, "%.2f", load());
    }

    /** The commit of the sources beside this jar, "+" behind it when they were changed since; else "unknown". */
    public static String commit() {
        Path sources = sources();
        String hash = sources == null ? "" : git(sources, "rev-parse", "--short", "HEAD");
        if (hash.isEmpty()) {
            return "unknown";
        }
        return hash
                + (git(Objects.requireNonNull(sources), "status", "--porcelain", "-uno")
                                .isEmpty()
                        ? ""
                        : "+");
    }

    private static @Nullable Path sources() {
        try {
            Path path = Path.of(Machine.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            while (path != null && !Files.exists(path.resolve(".git"))) {
                path = path.getParent();
            }
            return path;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream out = process.getInputStream()) {
                String text = new String(out.readAllBytes(), StandardCharsets.UTF_8).trim();
                boolean ended = process.waitFor(GIT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
                return ended && process.exitValue() == 0 ? text : "";
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
