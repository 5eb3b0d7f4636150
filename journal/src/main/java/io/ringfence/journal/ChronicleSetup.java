package io.ringfence.journal;

import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.core.Jvm;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that must be set before the first Chronicle class loads. Whoever uses Chronicle calls {@link #ensure}
 * first; a property given on the command line wins.
 */
final class ChronicleSetup {
    private static final AtomicLong ERRORS = new AtomicLong();

    static {
        // No telemetry, no thread that watches the disk, no banner.
        setDefault("chronicle.analytics.disable", "true");
        setDefault("chronicle.disk.monitor.disable", "true");
        setDefault("chronicle.announcer.disable", "true");
        // Chronicle's own lock is by process id, which says nothing in a container; ours is journal.lock.
        setDefault("queue.force.unlock.mode", "ALWAYS");
        Jvm.setErrorExceptionHandler(ChronicleSetup::error);
        Jvm.setWarnExceptionHandler(ChronicleSetup::warn);
        Jvm.setPerfExceptionHandler(ChronicleSetup::debug);
        Jvm.setDebugExceptionHandler(ChronicleSetup::debug);
    }

    private ChronicleSetup() {}

    static void ensure() {
        // Runs the static initialiser.
    }

    /** How many errors Chronicle has only logged so far. It logs some failures, a failed sync among them, without throwing. */
    static long errors() {
        return ERRORS.get();
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    private static void error(@Nullable Logger logger, @Nullable String message, @Nullable Throwable thrown) {
        ERRORS.incrementAndGet();
        orDefault(logger).error("Chronicle: {}", message, thrown);
    }

    private static void warn(@Nullable Logger logger, @Nullable String message, @Nullable Throwable thrown) {
        orDefault(logger).warn("Chronicle: {}", message, thrown);
    }

    private static void debug(@Nullable Logger logger, @Nullable String message, @Nullable Throwable thrown) {
        orDefault(logger).debug("Chronicle: {}", message, thrown);
    }

    private static Logger orDefault(@Nullable Logger logger) {
        return logger == null ? LoggerFactory.getLogger(ChronicleSetup.class) : logger;
    }
}
