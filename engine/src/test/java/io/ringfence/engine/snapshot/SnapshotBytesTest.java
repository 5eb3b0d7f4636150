package io.ringfence.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same commands give the same snapshot bytes in any JVM, time zone and locale, each a process of its own. */
class SnapshotBytesTest {
    private static final String SEED = "61";
    private static final Path HERE = Path.of(System.getProperty("java.home"));

    @Test
    void areTheSameInAnotherTimeZoneAndLocale() throws Exception {
        List<String> elsewhere = List.of("-Duser.timezone=Pacific/Chatham", "-Duser.language=tr", "-Duser.country=TR");
        for (int venue = 0; venue < 2; venue++) {
            assertThat(digest(HERE, elsewhere, venue)).isEqualTo(SnapshotDigest.of(venue, Long.parseLong(SEED)));
        }
    }

    @Test
    void areTheSameOnAnotherJdk() throws Exception {
        List<Path> others = otherJdks();
        assumeTrue(!others.isEmpty(), "skipped: no other JDK from 17 on beside " + HERE);
        for (Path jdk : others) {
            assertThat(digest(jdk, List.of(), 1)).as("on " + jdk).isEqualTo(SnapshotDigest.of(1, Long.parseLong(SEED)));
        }
    }

    private static List<Path> otherJdks() throws IOException {
        Path parent = HERE.getParent();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> homes = Files.list(parent)) {
            for (Path home : homes.sorted().toList()) {
                boolean same = home.toRealPath().equals(HERE.toRealPath());
                if (!same
                        && Files.isExecutable(home.resolve("bin/java"))
                        && feature(home) >= 17
                        && !isKnown(found, home)) {
                    found.add(home);
                }
            }
        }
        return found;
    }

    private static boolean isKnown(List<Path> found, Path home) throws IOException {
        for (Path path : found) {
            if (path.toRealPath().equals(home.toRealPath())) {
                return true;
            }
        }
        return false;
    }

    /** From the release file, which spares a start of the JVM; 0 when it cannot be told. */
    private static int feature(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        for (String line : Files.readAllLines(release)) {
            if (line.startsWith("JAVA_VERSION=")) {
                String version = line.substring("JAVA_VERSION=".length()).replace("\"", "");
                return Runtime.Version.parse(version).feature();
            }
        }
        return 0;
    }

    private static String digest(Path jdk, List<String> options, int venue) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString(), "-Xmx256m"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("--add-exports"))
                .forEach(command::add);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SnapshotDigest.class.getName()));
        command.addAll(List.of(Integer.toString(venue), SEED));
        Path out = Files.createTempFile("snapshot-digest", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(false)
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).as("%s ends", command.get(0)).isTrue();
            return Files.readString(out, StandardCharsets.US_ASCII).strip();
        } finally {
            Files.delete(out);
        }
    }
}
