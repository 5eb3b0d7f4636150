package io.ringfence.ops.counterfactual;

import java.util.ArrayList;
import java.util.List;

/** Exposure and profit of both worlds over journal time, in a bounded number of steps of equal length. */
final class Series {
    private static final int STEPS = 300;

    /**
     * One step.
     *
     * @param atNanos where it ends
     * @param recordedGrossE8 the highest gross exposure within it; both profits are those at its end
     */
    record Point(long atNanos, long recordedGrossE8, long otherGrossE8, long recordedProfitE8, long otherProfitE8) {}

    private final long firstNanos;
    private final long stepNanos;
    private final World recorded;
    private final World other;
    private final List<Point> points = new ArrayList<>();
    private long step;
    private long recordedPeakE8;
    private long otherPeakE8;

    Series(long firstNanos, long lastNanos, World recorded, World other) {
        this.firstNanos = firstNanos;
        this.stepNanos = Math.max(1, (lastNanos - firstNanos) / STEPS + 1);
        this.recorded = recorded;
        this.other = other;
    }

    /** To be called before a command: ends the steps that lie before it. */
    void before(long atNanos) {
        long next = (atNanos - firstNanos) / stepNanos;
        if (next > step) {
            end(firstNanos + (step + 1) * stepNanos);
            step = next;
        }
    }

    void after() {
        recordedPeakE8 = Math.max(recordedPeakE8, recorded.totalGrossE8);
        otherPeakE8 = Math.max(otherPeakE8, other.totalGrossE8);
    }

    /** Ends the step in hand. */
    void end(long atNanos) {
        recorded.valueAll();
        other.valueAll();
        after();
        points.add(new Point(atNanos, recordedPeakE8, otherPeakE8, recorded.totalProfitE8(), other.totalProfitE8()));
        recordedPeakE8 = recorded.totalGrossE8;
        otherPeakE8 = other.totalGrossE8;
    }

    List<Point> points() {
        return points;
    }
}
