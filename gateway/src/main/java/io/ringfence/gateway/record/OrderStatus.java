package io.ringfence.gateway.record;

import org.jspecify.annotations.Nullable;

/** Where an order stands; the names are those of the API, the numbers part of the follower's snapshots. */
public enum OrderStatus {
    PENDING_NEW(0, "pending_new", true),
    NEW(1, "new", true),
    PARTIALLY_FILLED(2, "partially_filled", true),
    FILLED(3, "filled", false),
    CANCELED(4, "canceled", false),
    EXPIRED(5, "expired", false),
    REJECTED(6, "rejected", false);

    /** Permanent: never used for another status. */
    public final int number;

    public final String text;
    public final boolean open;

    OrderStatus(int number, String text, boolean open) {
        this.number = number;
        this.text = text;
        this.open = open;
    }

    /** The status with this number, or null. */
    public static @Nullable OrderStatus of(int number) {
        for (OrderStatus status : values()) {
            if (status.number == number) {
                return status;
            }
        }
        return null;
    }
}
