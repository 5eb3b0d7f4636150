package io.ringfence.journal;

/**
 * One kill switch that is not in its normal position, in the journal's own codes.
 *
 * @param accountId -1 where the scope has none
 * @param targetId -1 where the scope has none
 * @param tripId sequence of the command that tripped it
 */
public record KillEntry(
        int scope, int accountId, int targetId, int level, long tripId, int cause, long timestampNanos) {}
