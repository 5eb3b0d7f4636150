package io.ringfence.gateway.metrics;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Latency of one stage: recorded without locks by whichever thread passes it, told as quantiles over the last minute.
 */
final class StageLatency {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 2;
    private static final int WINDOWS = 6;

    final String stage;
    private final Recorder recorder = new Recorder(HIGHEST_NANOS, DIGITS);
    private final Histogram[] windows = new Histogram[WINDOWS];
    private int next;
    private long count;
    private double sumSeconds;

    StageLatency(String stage) {
        this.stage = stage;
        for (int i = 0; i < WINDOWS; i++) {
            windows[i] = new Histogram(HIGHEST_NANOS, DIGITS);
        }
    }

    void record(long nanos) {
        recorder.recordValue(Math.min(Math.max(0, nanos), HIGHEST_NANOS));
    }

    /** Begins a new window and forgets the oldest. */
    synchronized void rotate() {
        take();
        next = (next + 1) % WINDOWS;
        windows[next].reset();
    }

    private void take() {
        Histogram interval = recorder.getIntervalHistogram();
        count += interval.getTotalCount();
        sumSeconds += interval.getMean() * interval.getTotalCount() / 1e9;
        windows[next].add(interval);
    }

    /** Everything of the last minute. */
    synchronized Histogram recent() {
        take();
        Histogram all = new Histogram(HIGHEST_NANOS, DIGITS);
        for (Histogram window : windows) {
            all.add(window);
        }
        return all;
    }

    synchronized long count() {
        return count;
    }

    synchronized double sumSeconds() {
        return sumSeconds;
    }
}
