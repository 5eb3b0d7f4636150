package io.ringfence.ops.simtest;

import io.ringfence.engine.pipeline.StampSource;
import io.ringfence.ops.run.SystemStampSource;

/** Virtual wall and monotonic time, and a watch over the stamps that production makes of them. */
final class SimClocks implements SystemStampSource.Clocks {
    private static final long SECOND = 1_000_000_000L;

    private long wall = 1_767_225_600L * SECOND + 43_000L * SECOND;
    private long monotonic = 17;
    /** Wall time of the last stamp, less the monotonic time that it belongs to. */
    private long agreed = wall - monotonic;

    @Override
    public long wallNanos() {
        return wall;
    }

    @Override
    public long monotonicNanos() {
        return monotonic;
    }

    void pass(long nanos) {
        wall += nanos;
        monotonic += nanos;
    }

    /** Somebody sets the clock. */
    void step(long nanos) {
        wall += nanos;
    }

    /** The production source, made at a start; every stamp is judged. */
    StampSource stamps(long notBefore) {
        SystemStampSource source = new SystemStampSource(this, notBefore);
        agreed = wall - monotonic;
        return new StampSource() {
            private long last = notBefore;

            @Override
            public long nextNanos() {
                boolean mustHalt = Math.abs(wall - monotonic - agreed) > SECOND;
                long stamp;
                try {
                    stamp = source.nextNanos();
                } catch (ClockException e) {
                    if (!mustHalt) {
                        throw new Violation("the clock halted the core without a step of more than a second");
                    }
                    throw e;
                }
                if (mustHalt) {
                    throw new Violation("a step of the wall clock of more than a second was not noticed");
                }
                if (stamp < last) {
                    throw new Violation("a stamp fell from " + last + " to " + stamp);
                }
                agreed = wall - monotonic;
                last = stamp;
                return stamp;
            }
        };
    }
}
