package io.ringfence.bench.flow;

import java.util.Locale;

/** How commands reach the core. */
enum Way {
    /** The engine's method is called for each command in turn: the cost of the core alone. */
    DIRECT,
    /** One thread publishes to the ring without ever waiting in it, the engine thread consumes. */
    RING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
