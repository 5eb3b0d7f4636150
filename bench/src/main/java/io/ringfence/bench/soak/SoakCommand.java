package io.ringfence.bench.soak;

import io.ringfence.bench.Machine;
import io.ringfence.bench.Main;
import io.ringfence.bench.fix.Desk;
import io.ringfence.bench.fix.ServerProcess;
import io.ringfence.bench.setup.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import quickfix.ConfigError;

/** {@code bench soak}: the same load for a long time, and what the core takes meanwhile. */
@Command(
        name = "soak",
        description =
                "Sends orders and their cancels by FIX to a whole core at a fixed rate, looks at its heap behind a full"
                        + " collection, its memory, descriptors and threads, and says whether they stay what they are.",
        mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
    private static final long SECOND = 1_000_000_000L;
    private static final int SAMPLES = 40;
    /** Orders that rest before the oldest is canceled. */
    private static final int RESTING = 100;

    private static final long PATIENCE_SECONDS = 60;

    @Option(names = "--minutes", defaultValue = "10", description = "How long (default ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "600",
            description = "Orders a second, each followed by a cancel (default ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the core keeps journal and stores (default: the system's temporary folder).")
    private @Nullable Path directory;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, ConfigError, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        if (minutes < 1 || rate < 1) {
            err.println("Minutes and rate must be at least 1.");
            return Main.BAD_INPUT;
        }
        Path base = Folders.under(directory, "soak-");
        try {
            return soak(base.resolve("data"), spec.commandLine().getOut());
        } catch (IllegalStateException e) {
            err.println("ringfence bench: " + e.getMessage());
            return Main.FAILED;
        } finally {
            Folders.delete(base);
        }
    }

    private int soak(Path data, PrintWriter out) throws IOException, ConfigError, InterruptedException {
        double before = Machine.load();
        out.println("  second      orders   heap MB  memory MB  descriptors  threads");
        List<Footprint> samples = new ArrayList<>();
        try (ServerProcess core = ServerProcess.core(data);
                Desk desk = new Desk(core.port())) {
            AtomicLong answered = new AtomicLong();
            desk.answersTo(number -> answered.incrementAndGet());
            long sent = 0;
            long start = System.nanoTime();
            for (int i = 1; i <= SAMPLES; i++) {
                sent = send(desk, start, sent, minutes * 60L * rate * i / SAMPLES);
                awaitAnswers(desk, answered, sent);
                Footprint sample = Footprint.of(core.pid(), (System.nanoTime() - start) / SECOND, sent);
                samples.add(sample);
                print(out, sample);
            }
        }
        Verdict verdict = new Verdict(samples);
        verdict.print(out);
        out.printf(
                Locale.ROOT,
                "machine      %s; load of all %.2f before, %.2f after%n",
                Machine.hardware(),
                before,
                Machine.load());
        out.printf("jvm          %s; commit %s%n", Machine.jvm(), Machine.commit());
        out.flush();
        return verdict.isFlat() ? 0 : Main.FAILED;
    }

    /** Sends on until so many orders are sent; an order is never early, and after a pause the rest is not made up for. */
    private long send(Desk desk, long start, long alreadySent, long until) {
        long sent = alreadySent;
        long begin = Math.max(System.nanoTime(), start + sent * SECOND / rate);
        for (long due = begin; sent < until; due += SECOND / rate) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(this, wait);
            }
            sent++;
            desk.order(sent);
            if (sent > RESTING) {
                desk.cancel(sent - RESTING);
            }
        }
        return sent;
    }

    private static void awaitAnswers(Desk desk, AtomicLong answered, long sent) {
        long deadline = System.nanoTime() + PATIENCE_SECONDS * SECOND;
        while (answered.get() < sent) {
            String problem = desk.problem();
            if (problem != null) {
                throw new IllegalStateException(problem);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("only " + answered.get() + " of " + sent
                        + " orders were answered within " + PATIENCE_SECONDS + " s");
            }
            LockSupport.parkNanos(desk, SECOND / 1000);
        }
    }

    private static void print(PrintWriter out, Footprint sample) {
        out.printf(
                Locale.ROOT,
                "%8d %,11d %9.1f %10.1f %12d %8d%n",
                sample.second(),
                sample.orders(),
                sample.heapBytes() / 1e6,
                sample.anonymousBytes() / 1e6,
                sample.descriptors(),
                sample.threads());
        out.flush();
    }
}
