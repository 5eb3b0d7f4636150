package io.ringfence.engine.pipeline;

import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The latch that says the core is dead. Memory may be ahead of the journal, so nothing is accepted or released after
 * it; a restart recovers from the journal.
 */
public final class FailStop {
    /** Told once, on the engine thread, before the thread ends. */
    public interface Listener {
        /**
         * The core has stopped.
         *
         * @param command the bytes of the command in hand, or null when none was
         */
        void stopped(Throwable cause, @Nullable DirectBuffer command, int length);
    }

    private final Listener listener;
    private volatile @Nullable Throwable cause;

    public FailStop(Listener listener) {
        this.listener = listener;
    }

    public boolean isDead() {
        return cause != null;
    }

    /** Why the core stopped, or null while it lives. */
    public @Nullable Throwable cause() {
        return cause;
    }

    void trip(Throwable reason, @Nullable DirectBuffer command, int length) {
        if (cause == null) {
            cause = reason;
            listener.stopped(reason, command, length);
        }
    }
}
