package io.ringfence.ops.export;

import io.ringfence.ops.Failure;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.sql.Driver;

/**
 * DuckDB's JDBC driver. It brings native libraries for every platform and is bigger than all the rest together, so it is
 * not on the core's class path: it lies in a folder of its own beside the jar and is loaded only from here.
 */
final class DuckDb {
    private static final String DRIVER = "org.duckdb.DuckDBDriver";
    private static final String JAR = "parquet/duckdb_jdbc.jar";

    private DuckDb() {}

    /**
     * The driver.
     *
     * @throws Failure with exit code 2 when it is not there
     */
    static Driver driver() {
        try {
            return Class.forName(DRIVER, true, loader())
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | IOException | URISyntaxException e) {
            throw new Failure(
                    Failure.USAGE,
                    "Parquet needs DuckDB's JDBC driver (80 MB), which is not part of the core: start with ./ringfence,"
                            + " which fetches it, or build with 'mvn -Dfast -Dmaven.test.skip=true -Pparquet -pl ops -am"
                            + " package'",
                    e);
        }
    }

    /** The driver is on the class path of the tests, and beside the jar otherwise. The loader lives as long as we do. */
    private static ClassLoader loader() throws IOException, URISyntaxException {
        ClassLoader own = DuckDb.class.getClassLoader();
        CodeSource source = DuckDb.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return own;
        }
        Path jar = Path.of(source.getLocation().toURI()).resolveSibling(JAR);
        return Files.exists(jar) ? new URLClassLoader(new URL[] {jar.toUri().toURL()}, own) : own;
    }
}
