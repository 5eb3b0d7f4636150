package io.ringfence.ops;

import java.io.Console;
import java.lang.reflect.Method;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A progress bar with an estimate on standard error for long work. Where nobody looks, as in a pipe: nothing, or now and
 * then a line in the log.
 */
public final class Progress implements AutoCloseable {
    private static final int UPDATE_MILLIS = 200;
    private static final long LOG_EVERY_NANOS = 5_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final @Nullable ProgressBar bar;
    private final String task;
    private final String unit;
    private final boolean logged;
    private final long startedNanos = System.nanoTime();
    private long loggedNanos = startedNanos;

    private Progress(@Nullable ProgressBar bar, String task, String unit, boolean logged) {
        this.bar = bar;
        this.task = task;
        this.unit = unit;
        this.logged = logged;
    }

    /** For a command that somebody waits for. */
    public static Progress start(String task, String unit) {
        return new Progress(isTerminal() ? bar(task, unit) : null, task, unit, false);
    }

    /** For a service: where there is no terminal, the log tells. */
    public static Progress startLogged(String task, String unit) {
        boolean terminal = isTerminal();
        return new Progress(terminal ? bar(task, unit) : null, task, unit, !terminal);
    }

    private static ProgressBar bar(String task, String unit) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .clearDisplayOnFinish()
                .build();
    }

    public void to(long done, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
        } else if (logged) {
            log(done, total);
        }
    }

    private void log(long done, long total) {
        long now = System.nanoTime();
        if (now - loggedNanos >= LOG_EVERY_NANOS && done > 0) {
            loggedNanos = now;
            double seconds = (now - startedNanos) / 1e9;
            long left = Math.round(seconds / done * Math.max(0, total - done));
            LOG.info("{}: {} of {} {}, about {} s left", task, done, total, unit, left);
        }
    }

    /** Whether a person sits in front of this process. From JDK 22 on there is a console without a terminal too. */
    @SuppressWarnings("SystemConsoleNull") // null is only the answer of older JDKs; newer ones are asked below
    public static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
