package io.ringfence.bench.flow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data that is not part of the repository: in the folder that the system property or environment variable
 * {@code RINGFENCE_SHARED_DATA} names, else in {@code ../shared/data} beside the repository. Without it tests are skipped.
 */
public final class SharedData {
    private static final String KEY = "RINGFENCE_SHARED_DATA";

    private SharedData() {}

    public static Path require(String relativePath) {
        Path path = directory().resolve(relativePath);
        assumeTrue(
                Files.isReadable(path),
                () -> "skipped: no " + relativePath + " in the shared data (set " + KEY + " to its directory)");
        return path;
    }

    private static Path directory() {
        String configured = System.getProperty(KEY, System.getenv(KEY));
        return configured != null
                ? Path.of(configured)
                : repositoryTop().resolveSibling("shared").resolve("data");
    }

    /** The outermost directory above the working directory that is still part of the Maven build. */
    private static Path repositoryTop() {
        Path top = Path.of("").toAbsolutePath();
        Path parent = top.getParent();
        while (parent != null && Files.exists(parent.resolve("pom.xml"))) {
            top = parent;
            parent = top.getParent();
        }
        return top;
    }
}
