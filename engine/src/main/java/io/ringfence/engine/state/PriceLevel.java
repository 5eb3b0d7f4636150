package io.ringfence.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * All orders at one price of one side, oldest first, and the neighbouring levels of that side. Pooled: a level belongs
 * to a book only while it holds an order.
 */
public final class PriceLevel {
    public long priceE8;
    /** What all orders of the level may still fill; never overflows, because a book refuses the order that would. */
    public long totalLeavesE8;

    public int orderCount;
    public @Nullable Order first;
    public @Nullable Order last;

    /** The next level that trades before this one, null at the best. */
    public @Nullable PriceLevel better;
    /** The next level that trades after this one, null at the worst. */
    public @Nullable PriceLevel worse;
}
