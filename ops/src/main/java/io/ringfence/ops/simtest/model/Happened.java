package io.ringfence.ops.simtest.model;

/** One thing that a venue is expected to say next. */
record Happened(Kind kind, Things.Working order, long counter, long price, long quantity, boolean maker, int reason) {
    enum Kind {
        FILLED,
        CANCELED,
        TRIGGERED,
        REPLACED,
        /** A stop's limit moved to the collar of the moment at which it fired. */
        BOUNDED
    }

    static Happened filled(Things.Working order, long counter, long price, long quantity, boolean maker) {
        return new Happened(Kind.FILLED, order, counter, price, quantity, maker, 0);
    }

    static Happened canceled(Things.Working order, int reason) {
        return new Happened(Kind.CANCELED, order, 0, 0, 0, false, reason);
    }

    static Happened triggered(Things.Working order) {
        return new Happened(Kind.TRIGGERED, order, 0, 0, 0, false, 0);
    }

    static Happened replaced(Things.Working order) {
        return new Happened(Kind.REPLACED, order, 0, 0, order.total, false, 0);
    }

    static Happened bounded(Things.Working order) {
        return new Happened(Kind.BOUNDED, order, 0, 0, order.total, false, 0);
    }
}
