package io.ringfence.gateway.fix;

import java.util.concurrent.locks.LockSupport;

/**
 * How the thread that reads records waits. It is woken when a command is published, and the command's record follows
 * tens of microseconds later: after a wake it looks again soon, so that a report does not wait out the idle time. One
 * thread rests; any may wake it.
 */
final class Rest {
    private static final long IDLE_NANOS = 1_000_000;
    private static final long SOON_NANOS = 30_000;
    /** Looks at short distance behind each wake: two milliseconds of them. */
    private static final int LOOKS = 64;

    private volatile boolean woken;
    private int looks;

    /** Waits until it is woken, or a little. */
    void park() {
        if (woken) {
            woken = false;
            looks = LOOKS;
        }
        LockSupport.parkNanos(this, looks > 0 ? SOON_NANOS : IDLE_NANOS);
        looks = Math.max(0, looks - 1);
    }

    void wake(Thread resting) {
        woken = true;
        LockSupport.unpark(resting);
    }
}
