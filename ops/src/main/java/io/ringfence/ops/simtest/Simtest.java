package io.ringfence.ops.simtest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Runs many seeds, each twice, on as many threads as wanted; a seed's own run knows only one. */
public final class Simtest {
    /** The first failure by seed, and why. */
    public record Failed(long seed, Throwable cause) {}

    /** What a run did. */
    public record Result(long seeds, @Nullable Failed failed, Coverage coverage) {}

    private Simtest() {}

    /**
     * Runs seeds until all are done or one has failed.
     *
     * @param progress told how many seeds are done, from any thread
     */
    public static Result run(long start, long seeds, int threads, LongConsumer progress) {
        AtomicLong next = new AtomicLong(start);
        AtomicLong done = new AtomicLong();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Result>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(() -> part(next, start + seeds, done, stop, progress)));
            }
            return join(parts);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Result part(AtomicLong next, long end, AtomicLong done, AtomicBoolean stop, LongConsumer progress) {
        Coverage coverage = new Coverage();
        long ran = 0;
        Failed failed = null;
        for (long seed = next.getAndIncrement(); seed < end && !stop.get(); seed = next.getAndIncrement()) {
            failed = one(seed, coverage);
            ran++;
            if (failed != null) {
                stop.set(true);
                break;
            }
            progress.accept(done.incrementAndGet());
        }
        return new Result(ran, failed, coverage);
    }

    /** One seed, twice; null when all holds. */
    static @Nullable Failed one(long seed, Coverage coverage) {
        try {
            long first = new SeedRun(seed, true, coverage).run();
            long second = new SeedRun(seed, false, new Coverage()).run();
            return first == second ? null : new Failed(seed, new Violation("two runs of the seed differ"));
        } catch (RuntimeException | Error e) {
            return new Failed(seed, e);
        }
    }

    private static Result join(List<Future<Result>> parts) {
        Coverage coverage = new Coverage();
        long ran = 0;
        Failed failed = null;
        for (Future<Result> part : parts) {
            try {
                Result result = part.get();
                coverage.add(result.coverage());
                ran += result.seeds();
                Failed found = result.failed();
                if (found != null && (failed == null || found.seed() < failed.seed())) {
                    failed = found;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return new Result(ran, failed, coverage);
    }
}
