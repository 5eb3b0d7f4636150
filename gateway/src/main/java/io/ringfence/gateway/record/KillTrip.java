package io.ringfence.gateway.record;

/** The last change of one kill switch. */
public record KillTrip(
        long tripId,
        int scope,
        int accountId,
        int targetId,
        byte level,
        byte cause,
        String reason,
        String actor,
        long timestampNanos) {}
