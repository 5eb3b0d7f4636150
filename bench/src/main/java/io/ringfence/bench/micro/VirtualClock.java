package io.ringfence.bench.micro;

import io.ringfence.engine.pipeline.StampSource;

/** A microsecond per command, without reading a clock: benchmarks of parts leave its cost out. */
final class VirtualClock implements StampSource {
    private static final long STEP_NANOS = 1_000;
    /** 2026-01-01, shortly after midnight UTC; months of benchmark lie before the end of a year, but the day rolls. */
    private long now = 1_767_225_601_000_000_000L;

    @Override
    public long nextNanos() {
        now += STEP_NANOS;
        return now;
    }
}
