package io.ringfence.bench.setup;

import io.ringfence.engine.pipeline.StampSource;
import java.util.concurrent.TimeUnit;

/** Wall time at the start, monotonic time from then on: one clock read per stamp, as in production. */
public final class BenchClock implements StampSource {
    private final long wallNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    private final long startNanos = System.nanoTime();

    @Override
    public long nextNanos() {
        return wallNanos + System.nanoTime() - startNanos;
    }
}
