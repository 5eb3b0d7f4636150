package io.ringfence.journal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way from a commit to its release, which is what the two durabilities differ in. */
interface Release extends ReleaseBarrier, AutoCloseable {
    /**
     * A command is wholly on the journal. Engine thread; allocates nothing.
     *
     * @throws JournalException after a failure: nothing may follow it
     */
    void committed(long sequence, long index, long records, long bytes, long timestampNanos, int chainCrc);

    /** Why nothing is released any more, or null. */
    default @Nullable Throwable failure() {
        return null;
    }

    /** Whom to tell of the first failure, at once if there has been one. */
    default void onFailure(Consumer<Throwable> listener) {
        // Where nothing happens behind the engine's back, the engine is told by an exception.
    }

    /** Whom to wake when something was released that did not become visible by the commit itself. */
    default void onRelease(Runnable listener) {
        // Visible with the commit.
    }

    /** Releases what is committed and ends. After a failure it only ends. */
    @Override
    void close();
}
