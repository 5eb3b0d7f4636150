package io.ringfence.engine.execution.book;

import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.PriceLevel;
import org.jspecify.annotations.Nullable;

/**
 * Orders sorted by price, then by arrival: one side of a book, or the stops of one side. The best level is at hand, and
 * the others follow through {@link PriceLevel#worse}; cost does not depend on how many orders rest.
 *
 * <p>An order is in at most one side at a time; which one is for its owner to know, because removing it from another
 * corrupts both. Any price is allowed except {@link #NO_PRICE}.
 */
public final class BookSide {
    /** Stands for "no such price" wherever a price is given or returned. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    private final LevelTable table = new LevelTable();
    private final LevelIndex index = new LevelIndex();
    private final LevelPool pool;
    /** Price xor flip is the key, greater is better. All ones reverse the order, and unlike negation cannot overflow. */
    private final long flip;

    private @Nullable PriceLevel best;
    private int orderCount;
    /** Orders that ever joined; numbers them, so that time priority can be seen in the orders themselves. */
    private long arrivals;

    private BookSide(long flip, LevelPool pool) {
        this.flip = flip;
        this.pool = pool;
    }

    /** Bids, and stops to sell. */
    public static BookSide highestFirst(LevelPool pool) {
        return new BookSide(0L, pool);
    }

    /** Asks, and stops to buy. */
    public static BookSide lowestFirst(LevelPool pool) {
        return new BookSide(-1L, pool);
    }

    public @Nullable PriceLevel best() {
        return best;
    }

    public long bestPriceE8() {
        return best == null ? NO_PRICE : best.priceE8;
    }

    /** Total leaves at the best price, 0 when empty. */
    public long bestQuantityE8() {
        return best == null ? 0L : best.totalLeavesE8;
    }

    public boolean isEmpty() {
        return best == null;
    }

    public long arrivals() {
        return arrivals;
    }

    public int levelCount() {
        return table.size();
    }

    public int orderCount() {
        return orderCount;
    }

    public @Nullable PriceLevel levelAt(long priceE8) {
        return table.find(priceE8);
    }

    /** Whether an order that accepts this limit, or {@link #NO_PRICE} for any, would trade at the level. */
    public boolean reaches(PriceLevel level, long limitPriceE8) {
        return (level.priceE8 ^ flip) >= worstKey(limitPriceE8);
    }

    /** As {@link #reaches(PriceLevel, long)} for the best level; false when the side is empty. */
    public boolean bestReaches(long limitPriceE8) {
        return best != null && reaches(best, limitPriceE8);
    }

    /**
     * Puts an order last in time at a price.
     *
     * @return false, with nothing changed, if the total at the price would not fit a long
     */
    public boolean tryAdd(Order order, long priceE8) {
        boolean added = join(order, priceE8);
        if (added) {
            order.arrival = ++arrivals;
        }
        return added;
    }

    /** As {@link #tryAdd} for an order that has its number; false also if it is not above that of the one before it. */
    public boolean restore(Order order, long priceE8) {
        PriceLevel level = table.find(priceE8);
        Order last = level == null ? null : level.last;
        boolean inTime = order.arrival <= arrivals && (last == null || last.arrival < order.arrival);
        return inTime && order.leavesE8 > 0 && join(order, priceE8);
    }

    /** How many orders joined this side before the snapshot that it is filled from. */
    public void restoreArrivals(long count) {
        arrivals = count;
    }

    private boolean join(Order order, long priceE8) {
        PriceLevel level = table.find(priceE8);
        if (level == null) {
            level = open(priceE8);
        } else if (level.totalLeavesE8 + order.leavesE8 < 0) {
            return false;
        }
        level.totalLeavesE8 += order.leavesE8;
        level.orderCount++;
        Order last = level.last;
        order.level = level;
        order.prevInLevel = last;
        if (last == null) {
            level.first = order;
        } else {
            last.nextInLevel = order;
        }
        level.last = order;
        orderCount++;
        return true;
    }

    /** Takes an order out; its leaves stay as they are. */
    public void remove(Order order) {
        PriceLevel level = levelOf(order);
        level.totalLeavesE8 -= order.leavesE8;
        unlink(order, level);
    }

    /** Lowers what an order may still fill, above zero; it keeps its place. */
    public void reduce(Order order, long newLeavesE8) {
        levelOf(order).totalLeavesE8 -= order.leavesE8 - newLeavesE8;
        order.leavesE8 = newLeavesE8;
    }

    /** Books a fill of an order; one without leaves is taken out. */
    public void fill(Order order, long quantityE8) {
        PriceLevel level = levelOf(order);
        level.totalLeavesE8 -= quantityE8;
        order.cumE8 += quantityE8;
        order.leavesE8 -= quantityE8;
        if (order.leavesE8 == 0) {
            unlink(order, level);
        }
    }

    private long worstKey(long limitPriceE8) {
        return limitPriceE8 == NO_PRICE ? Long.MIN_VALUE : limitPriceE8 ^ flip;
    }

    private static PriceLevel levelOf(Order order) {
        PriceLevel level = order.level;
        if (level == null) {
            throw new IllegalStateException("order " + order.orderId + " is not in a book");
        }
        return level;
    }

    private PriceLevel open(long priceE8) {
        PriceLevel level = pool.take(priceE8);
        table.put(level);
        PriceLevel better = index.insert(priceE8 ^ flip, level);
        PriceLevel worse = better == null ? best : better.worse;
        level.better = better;
        level.worse = worse;
        if (better == null) {
            best = level;
        } else {
            better.worse = level;
        }
        if (worse != null) {
            worse.better = level;
        }
        return level;
    }

    private void unlink(Order order, PriceLevel level) {
        Order previous = order.prevInLevel;
        Order next = order.nextInLevel;
        if (previous == null) {
            level.first = next;
        } else {
            previous.nextInLevel = next;
        }
        if (next == null) {
            level.last = previous;
        } else {
            next.prevInLevel = previous;
        }
        order.level = null;
        order.prevInLevel = null;
        order.nextInLevel = null;
        orderCount--;
        if (--level.orderCount == 0) {
            close(level);
        }
    }

    private void close(PriceLevel level) {
        table.remove(level);
        index.remove(level.priceE8 ^ flip);
        PriceLevel better = level.better;
        PriceLevel worse = level.worse;
        if (better == null) {
            best = worse;
        } else {
            better.worse = worse;
        }
        if (worse != null) {
            worse.better = better;
        }
        pool.release(level);
    }
}
