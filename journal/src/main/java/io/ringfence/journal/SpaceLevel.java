package io.ringfence.journal;

/** How much room the journal's file system has left, and so what is still taken in. */
public enum SpaceLevel {
    AMPLE(0),
    /** Less than four times the reserve: somebody should look. */
    WARNING(1),
    /** Less than the reserve: new orders and replaces are refused (902). */
    LOW(2),
    /** Less than half of the reserve, or none to be had: market data is refused too, so that cancels keep theirs. */
    CRITICAL(3);

    private static final int WARNING_FACTOR = 4;
    /** Going back up takes a twentieth more than going down, or a level would flap. */
    private static final long HYSTERESIS = 20;

    /** For metrics: higher is worse. */
    public final int number;

    SpaceLevel(int number) {
        this.number = number;
    }

    public boolean refusesOrders() {
        return compareTo(LOW) >= 0;
    }

    public boolean refusesFeeds() {
        return this == CRITICAL;
    }

    /** The level that follows from what is free now. */
    SpaceLevel next(long freeBytes, long reserveBytes, boolean exhausted) {
        SpaceLevel falling = of(freeBytes, reserveBytes, exhausted);
        if (falling.compareTo(this) >= 0) {
            return falling;
        }
        SpaceLevel rising = of(freeBytes - freeBytes / HYSTERESIS, reserveBytes, exhausted);
        return rising.compareTo(this) < 0 ? rising : this;
    }

    private static SpaceLevel of(long free, long reserve, boolean exhausted) {
        if (exhausted || free < reserve / 2) {
            return CRITICAL;
        }
        if (free < reserve) {
            return LOW;
        }
        return free / WARNING_FACTOR < reserve ? WARNING : AMPLE;
    }
}
