package io.ringfence.ops;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real market data beside the repository, or where RINGFENCE_SHARED_DATA says; tests that need it skip without it. */
public final class SharedData {
    private SharedData() {}

    public static Path folder(String name) {
        String given = System.getenv("RINGFENCE_SHARED_DATA");
        // Tests run in the module's folder; the data lies beside the repository.
        Path root = given != null ? Path.of(given) : Path.of("..", "..", "shared", "data");
        Path folder = root.resolve(name);
        assumeTrue(Files.isDirectory(folder), () -> "real data not found at " + folder + "; skipped");
        return folder;
    }
}
