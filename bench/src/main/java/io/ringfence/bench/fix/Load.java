package io.ringfence.bench.fix;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Drives one server with orders and takes the times of their first answers. */
final class Load implements Desk.Answers {
    private static final long HIGHEST_NANOS = 120_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    /** Without any answer for so long, the rest is given up. */
    private static final long PATIENCE_NANOS = 20 * SECOND;
    /** A thread that parks comes back late by about this. */
    private static final long SPIN_NANOS = 60_000;

    private final Desk desk;
    private final ServerProcess server;
    private long firstNumber;
    private long[] dueNanos = new long[0];
    private Histogram times = histogram();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile long lastAnswerNanos;
    private long nextNumber = 1;

    Load(Desk desk, ServerProcess server) {
        this.desk = desk;
        this.server = server;
        desk.answersTo(this);
    }

    static Histogram histogram() {
        return new Histogram(HIGHEST_NANOS, 3);
    }

    /**
     * What was measured.
     *
     * @param nanos from the first order to the last answer
     * @param times from the instant at which an order was due to its first answer
     * @param serverCpuNanos of the whole process
     */
    record Result(long orders, long nanos, Histogram times, long serverCpuNanos, long ownCpuNanos) {
        double perSecond() {
            return orders * (double) SECOND / nanos;
        }

        double serverCpuPerOrder() {
            return (double) serverCpuNanos / orders;
        }

        double ownCpuPerOrder() {
            return (double) ownCpuNanos / orders;
        }
    }

    /** Only the session's thread writes the histogram. */
    @Override
    public void answered(long number) {
        int index = (int) (number - firstNumber);
        if (index < 0 || index >= dueNanos.length || dueNanos[index] == 0) {
            return;
        }
        long now = System.nanoTime();
        times.recordValue(Math.max(0, now - dueNanos[index]));
        dueNanos[index] = 0;
        lastAnswerNanos = now;
        answered.incrementAndGet();
    }

    private void begin(int orders) {
        firstNumber = nextNumber;
        nextNumber += orders;
        times = histogram();
        answered.set(0);
        lastAnswerNanos = System.nanoTime();
        dueNanos = new long[orders];
    }

    /**
     * Orders at a fixed rate, whatever the answers do. A late order is timed from when it was due, so that a server that
     * stalls can not hide it.
     */
    Result paced(int perSecond, int seconds) throws InterruptedException {
        int orders = perSecond * seconds;
        begin(orders);
        long gap = SECOND / perSecond;
        long cpu = server.cpuNanos();
        long own = ownCpuNanos();
        long start = System.nanoTime() + SECOND / 100;
        for (int i = 0; i < orders; i++) {
            dueNanos[i] = start + i * gap;
        }
        for (int i = 0; i < orders && desk.problem() == null; i++) {
            awaitTime(start + i * gap);
            desk.order(firstNumber + i);
        }
        return end(orders, start, cpu, own);
    }

    /** As fast as answers come, with so many orders under way at a time. */
    Result saturated(int orders, int window) throws InterruptedException {
        begin(orders);
        long cpu = server.cpuNanos();
        long own = ownCpuNanos();
        long start = System.nanoTime();
        for (int i = 0; i < orders && desk.problem() == null; i++) {
            while (i - answered.get() >= window && isAnswering()) {
                LockSupport.parkNanos(SPIN_NANOS);
            }
            dueNanos[i] = System.nanoTime();
            desk.order(firstNumber + i);
        }
        return end(orders, start, cpu, own);
    }

    private static void awaitTime(long dueNanos) {
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private boolean isAnswering() {
        return desk.problem() == null && System.nanoTime() - lastAnswerNanos < PATIENCE_NANOS;
    }

    private Result end(int orders, long start, long cpu, long own) throws InterruptedException {
        while (answered.get() < orders && isAnswering()) {
            LockSupport.parkNanos(SECOND / 1_000);
        }
        String problem = desk.problem();
        if (problem != null || answered.get() < orders) {
            throw new IllegalStateException(
                    problem != null
                            ? problem
                            : orders - answered.get() + " orders of " + orders + " were never answered");
        }
        Result result =
                new Result(orders, lastAnswerNanos - start, times, server.cpuNanos() - cpu, ownCpuNanos() - own);
        desk.cancelAll(nextNumber);
        return result;
    }

    private static long ownCpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(java.time.Duration.ZERO)
                .toNanos();
    }

    /** The median. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
