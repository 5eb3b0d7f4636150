package io.ringfence.ops.cli;

import io.ringfence.ops.Failure;
import io.ringfence.ops.follow.FollowOptions;
import io.ringfence.ops.follow.FollowRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code follow}. */
@Command(
        name = "follow",
        description = {
            "Follows the journal of a core, live or dead, as a warm standby: rebuilds its state and compares every record"
                    + " and every state hash. Reads only; may run beside the core.",
            "Goes on across the core's restarts. SIGTERM ends it with exit code 0.",
            "Exits 1 at the first record that does not replay, 3 when the journal is damaged or was replaced."
        })
final class FollowCommand implements Callable<Integer> {
    private static final long STOP_SECONDS = 90;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The core's data folder.")
    private @Nullable Path data;

    @Option(
            names = "--snapshots",
            paramLabel = "DIR",
            description = "Writes snapshots into this folder, and starts from them (default: none).")
    private @Nullable Path snapshots;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "3",
            description = "Snapshots kept (default: ${DEFAULT-VALUE}).")
    private int keep = 3;

    @Option(
            names = "--every-commands",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "A snapshot after so many commands (default: ${DEFAULT-VALUE}).")
    private long everyCommands = 1_000_000;

    @Option(
            names = "--every-seconds",
            paramLabel = "N",
            defaultValue = "600",
            description = "A snapshot after so much time (default: ${DEFAULT-VALUE}).")
    private long everySeconds = 600;

    @Option(names = "--full", description = "Replays from the first record instead of a snapshot.")
    private boolean full;

    @Option(names = "--until", paramLabel = "SEQ", description = "Ends behind this sequence.")
    private long until = Long.MAX_VALUE;

    @Option(names = "--once", description = "Ends when it has caught up.")
    private boolean once;

    @Option(names = "--json", description = "Prints status lines as JSON on standard output.")
    private boolean json;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Time between status lines where there is no terminal (default: ${DEFAULT-VALUE}).")
    private long intervalSeconds = 5;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (data == null || until < 1 || keep < 1 || everyCommands < 1 || everySeconds < 1 || intervalSeconds < 1) {
            throw Failure.usage("--until, --keep, --every-commands, --every-seconds and --interval start at 1");
        }
        FollowOptions options = new FollowOptions(
                data,
                snapshots,
                keep,
                everyCommands,
                TimeUnit.SECONDS.toNanos(everySeconds),
                full,
                until,
                once,
                json,
                TimeUnit.SECONDS.toNanos(intervalSeconds));
        FollowRun run = new FollowRun(options, Streams.out(spec), Streams.err(spec));
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger code = new AtomicInteger(Failure.INTERNAL);
        Thread hook = new Thread(() -> stop(run, ended, code), "ringfence-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            code.set(run.run());
        } catch (Failure e) {
            code.set(e.exitCode());
            throw e;
        } finally {
            ended.countDown();
            unhook(hook);
        }
        return code.get();
    }

    /** On a signal: lets the last snapshot be written. A process that ends by a signal would say so in its exit code. */
    private static void stop(FollowRun run, CountDownLatch ended, AtomicInteger code) {
        run.stop();
        try {
            if (ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(code.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean unhook(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // A signal came: the hook ends the process.
            return false;
        }
    }
}
