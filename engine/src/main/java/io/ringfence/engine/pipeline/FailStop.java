package io.ringfence.engine.pipeline;

import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The latch that says the core is dead. Memory may be ahead of the journal, so nothing is accepted or released after
 * it; a restart recovers from the journal.
 */
public final class FailStop {
    /** Told once, on the thread that found out: the engine's before it ends, or one that keeps what the engine wrote. */
    public interface Listener {
        /**
         * The core has stopped.
         *
         * @param command the bytes of the command in hand, or null when none was
         */
        void stopped(Throwable cause, @Nullable DirectBuffer command, int length);
    }

    private final Listener listener;
    private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();

    public FailStop(Listener listener) {
        this.listener = listener;
    }

    public boolean isDead() {
        return cause.get() != null;
    }

    /** Why the core stopped, or null while it lives. */
    public @Nullable Throwable cause() {
        return cause.get();
    }

    void trip(Throwable reason, @Nullable DirectBuffer command, int length) {
        if (cause.compareAndSet(null, reason)) {
            listener.stopped(reason, command, length);
        }
    }
}
