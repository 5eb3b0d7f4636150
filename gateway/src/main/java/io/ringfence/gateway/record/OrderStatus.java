package io.ringfence.gateway.record;

/** Where an order stands; the names are those of the API. */
public enum OrderStatus {
    PENDING_NEW("pending_new", true),
    NEW("new", true),
    PARTIALLY_FILLED("partially_filled", true),
    FILLED("filled", false),
    CANCELED("canceled", false),
    EXPIRED("expired", false),
    REJECTED("rejected", false);

    public final String text;
    public final boolean open;

    OrderStatus(String text, boolean open) {
        this.text = text;
        this.open = open;
    }
}
