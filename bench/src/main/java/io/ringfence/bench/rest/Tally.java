package io.ringfence.bench.rest;

import org.HdrHistogram.Histogram;

/** What became of a run's orders, and how long their answers took from when they were due. */
final class Tally {
    private static final long HIGHEST_NANOS = 120_000_000_000L;

    final Histogram nanos = new Histogram(HIGHEST_NANOS, 3);
    private final int[] byStatus = new int[600];
    int submitted;
    int accepted;
    int rejected;
    int unknown;
    long elapsedNanos;

    void answered(int status, long latencyNanos) {
        if (status == 201) {
            accepted++;
        } else {
            rejected++;
        }
        byStatus[Math.min(599, status)]++;
        nanos.recordValue(Math.min(HIGHEST_NANOS, Math.max(0, latencyNanos)));
    }

    double perSecond() {
        return (accepted + rejected) / Math.max(1e-9, elapsedNanos / 1e9);
    }

    double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    int ofStatus(int status) {
        return byStatus[status];
    }

    boolean isComplete() {
        return submitted == accepted + rejected + unknown;
    }
}
