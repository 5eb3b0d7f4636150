package io.ringfence.engine.state;

/** Token bucket in integers, refilled from journal time (api.md section 1.3). One token is 1e9 parts. */
public final class Throttle {
    private static final long TOKEN = 1_000_000_000L;
    private long parts;
    private long lastNanos = Long.MIN_VALUE;

    /** Takes one token; false when there is none. */
    public boolean take(long ratePerSecond, long burst, long atNanos) {
        long capacity = burst * TOKEN;
        if (lastNanos == Long.MIN_VALUE) {
            parts = capacity;
        } else {
            long elapsed = Math.min(atNanos - lastNanos, TOKEN * 3600);
            long missing = capacity - parts;
            boolean fills = Math.multiplyHigh(elapsed, ratePerSecond) != 0
                    || elapsed * ratePerSecond < 0
                    || elapsed * ratePerSecond >= missing;
            parts = fills ? capacity : parts + elapsed * ratePerSecond;
        }
        lastNanos = atNanos;
        if (parts < TOKEN) {
            return false;
        }
        parts -= TOKEN;
        return true;
    }

    public long parts() {
        return parts;
    }

    public long lastNanos() {
        return lastNanos;
    }

    public void restore(long tokenParts, long atNanos) {
        parts = tokenParts;
        lastNanos = atNanos;
    }

    long hash(long seed) {
        return StateHash.add(StateHash.add(seed, parts), lastNanos);
    }
}
