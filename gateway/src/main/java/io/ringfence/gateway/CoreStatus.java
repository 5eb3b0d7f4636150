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
}
