package io.ringfence.bench.rest;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What the journal says of trips: whether anything was approved while stopped, and how long the last one came through. */
final class Trips {
    private static final long HIGHEST_NANOS = 60_000_000_000L;

    /** One stop as its officer saw it; wall clock in nanoseconds since 1970 UTC, which the journal's stamps are too. */
    record Stop(long requestedAtNanos, long acknowledgedAtNanos, long sequence) {}

    final Histogram lastApprovedNanos = new Histogram(HIGHEST_NANOS, 3);
    final Histogram acknowledgedNanos = new Histogram(HIGHEST_NANOS, 3);
    /** Approved behind a stop in the journal and before its reset; there must be none. */
    long approvedWhileStopped;
    /** Approved, by its stamp, when the stop had been acknowledged; there must be none. */
    long approvedAfterAnswer;

    static Trips of(List<Stop> stops, List<Ledger.Line> lines) {
        Trips trips = new Trips();
        List<Stop> open = new ArrayList<>(stops);
        boolean stopped = false;
        long acknowledgedAt = Long.MAX_VALUE;
        long lastApprovedAt = Long.MIN_VALUE;
        for (Ledger.Line line : lines) {
            switch (line.kind()) {
                case ACCEPTED -> {
                    trips.approvedWhileStopped += stopped ? 1 : 0;
                    trips.approvedAfterAnswer += line.timestampNanos() > acknowledgedAt ? 1 : 0;
                    lastApprovedAt = line.timestampNanos();
                }
                case STOPPED -> {
                    Stop stop = open.remove(0);
                    if (stop.sequence() != line.sequence()) {
                        throw new IllegalStateException("stop " + stop.sequence() + " is " + line.sequence());
                    }
                    stopped = true;
                    acknowledgedAt = stop.acknowledgedAtNanos();
                    trips.record(stop, lastApprovedAt);
                }
                case RESUMED -> {
                    stopped = false;
                    acknowledgedAt = Long.MAX_VALUE;
                }
                case REFUSED -> {
                    // As it should be.
                }
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.size() + " stops are not in the journal");
        }
        return trips;
    }

    private void record(Stop stop, long lastApprovedAt) {
        long last = Math.max(0, lastApprovedAt - stop.requestedAtNanos());
        lastApprovedNanos.recordValue(Math.min(HIGHEST_NANOS, last));
        acknowledgedNanos.recordValue(
                Math.min(HIGHEST_NANOS, Math.max(0, stop.acknowledgedAtNanos() - stop.requestedAtNanos())));
    }
}
