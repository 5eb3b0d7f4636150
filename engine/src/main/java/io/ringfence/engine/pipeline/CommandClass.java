package io.ringfence.engine.pipeline;

/** How much room on the ring a command must leave to more important ones. */
public enum CommandClass {
    /** Market data: gives way first, because the next quote replaces this one. */
    FEED(4),
    /** New and replaced orders. */
    ORDER(8),
    /** Cancels, administration, timers: may take the last slot. */
    CANCEL(0);

    private final int divisor;

    CommandClass(int divisor) {
        this.divisor = divisor;
    }

    /** Slots that must stay free behind a command of this class. */
    int reserve(int ringSize) {
        return divisor == 0 ? 0 : ringSize / divisor;
    }
}
