package io.ringfence.engine.state;

import org.jspecify.annotations.Nullable;

/** All resting orders at one price of one side, oldest first. Pooled. */
public final class PriceLevel {
    public long priceE8;
    public long totalLeavesE8;
    public int orderCount;
    public @Nullable Order first;
    public @Nullable Order last;
}
