package io.ringfence.ops.run;

import io.ringfence.engine.pipeline.StampSource;

/**
 * The core's one clock: wall time at the start, carried on by the monotonic clock, pulled towards wall time by at most
 * 500 ppm, never back. When the two clocks' progress since the last stamp differs by more than a second, either way, it
 * throws before the stamp is used (906). Engine thread only.
 */
public final class SystemStampSource implements StampSource {
    /** The two clocks of the machine; a seam for tests. */
    public interface Clocks {
        /** UTC nanoseconds. */
        long wallNanos();

        long monotonicNanos();
    }

    private static final long MAX_DRIFT_NANOS = 1_000_000_000L;
    private static final long SLEW_DIVISOR = 2_000;

    private final Clocks clocks;
    private long lastStamp;
    private long lastWall;
    private long lastMonotonic;

    /**
     * Starts at wall time, or at the journal's last stamp where that is later.
     *
     * @param notBefore the last stamp already used
     */
    public SystemStampSource(Clocks clocks, long notBefore) {
        this.clocks = clocks;
        lastWall = clocks.wallNanos();
        lastMonotonic = clocks.monotonicNanos();
        lastStamp = Math.max(lastWall, notBefore);
    }

    @Override
    public long nextNanos() {
        long wall = clocks.wallNanos();
        long monotonic = clocks.monotonicNanos();
        long wallStep = wall - lastWall;
        long step = Math.max(0, monotonic - lastMonotonic);
        if (Math.abs(wallStep - step) > MAX_DRIFT_NANOS) {
            throw new ClockException("wall time moved by " + wallStep + " ns while " + step
                    + " ns passed; set the clock right and start again (906)");
        }
        lastWall = wall;
        lastMonotonic = monotonic;
        long slew = step / SLEW_DIVISOR;
        long behind = wall - (lastStamp + step);
        long correction = Math.max(-slew, Math.min(slew, behind));
        lastStamp += Math.max(0, step + correction);
        return lastStamp;
    }

    /** The clocks of this machine. */
    public static Clocks system() {
        return new Clocks() {
            @Override
            public long wallNanos() {
                java.time.Instant now = java.time.Instant.now();
                return now.getEpochSecond() * 1_000_000_000L + now.getNano();
            }

            @Override
            public long monotonicNanos() {
                return System.nanoTime();
            }
        };
    }
}
