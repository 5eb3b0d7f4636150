package io.ringfence.gateway;

import org.jspecify.annotations.Nullable;

/** What the composition root knows of the core's health. Safe for any thread. */
public interface CoreStatus {
    /** False from the moment the core has stopped itself. */
    boolean alive();

    /** Whether recovery has ended and orders are taken. */
    boolean recovered();

    /** Why the journal can not be relied on, or null. */
    @Nullable
    String journalProblem();

    /** The last sequence that a durable signed checkpoint vouches for; 0 without any. */
    default long signedSequence() {
        return 0;
    }

    /** Whether what is journaled is being signed. */
    default boolean isSigning() {
        return false;
    }
}
