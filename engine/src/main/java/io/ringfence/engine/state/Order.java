package io.ringfence.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * One live order. Pooled and mutable: the engine thread owns it from acceptance until its terminal event, then it
 * goes back to the pool.
 *
 * <p>Quantities and prices are fixed point, scale 1e8. {@code leavesE8} is what may still fill; {@code quantityE8} is
 * the restated total (after a size reduction), so {@code cumE8 + leavesE8 == quantityE8} while the order is open.
 */
public final class Order extends Tracked {
    private static final long SALT = 7;

    public static final byte BUY = 0;
    public static final byte SELL = 1;

    public static final byte TYPE_MARKET = 1;
    public static final byte TYPE_LIMIT = 2;
    public static final byte TYPE_STOP = 3;
    public static final byte TYPE_STOP_LIMIT = 4;

    public static final byte TIF_DAY = 0;
    public static final byte TIF_GTC = 1;
    public static final byte TIF_IOC = 3;
    public static final byte TIF_FOK = 4;
    public static final byte TIF_GTD = 6;

    public static final int FLAG_POST_ONLY = 1;
    public static final int FLAG_REDUCE_ONLY = 1 << 1;
    public static final int FLAG_ALLOW_REDUCE = 1 << 2;
    public static final int FLAG_ALLOW_REDUCE_GIVEN = 1 << 3;

    /** Self-match prevention; values of FIX tag 2964 where it defines one. */
    public static final byte SMP_NONE = 0;

    public static final byte SMP_CANCEL_NEWEST = 1;
    public static final byte SMP_CANCEL_OLDEST = 2;
    public static final byte SMP_CANCEL_BOTH = 3;
    public static final byte SMP_REJECT = 4;

    /** Engine sequence of the command that created the order: unique, rising. */
    public long orderId;

    public int accountId;
    public int symbolId;
    /** -1 when the order names no strategy. */
    public int strategyId;

    public int sessionId;
    public byte side;
    public byte type;
    public byte timeInForce;
    public byte smpMode;
    public int flags;
    /** Orders with equal ids are "own" orders for self-match prevention; the account id unless the order names one. */
    public long smpId;

    public long requestedQuantityE8;
    public long quantityE8;
    public long cumE8;
    public long leavesE8;
    /** Sum of price times quantity of all fills, rounded down per fill; the average price is this over cumE8. */
    public long filledNotionalE8;

    /** {@link Long#MIN_VALUE} when the order has none (market, stop). */
    public long limitPriceE8;

    /** {@link Long#MIN_VALUE} when the order has none. */
    public long stopPriceE8;

    /** Least quantity of the first execution, FIX 110; 0 when not given. */
    public long minQuantityE8;

    /** UTC nanoseconds for GTD, {@link Long#MAX_VALUE} otherwise. */
    public long expireAtNanos;

    public byte status;
    /** A stop that has fired. */
    public boolean triggered;

    /** Displayed size still ahead of this order at its price (paper venue's queue assumption). */
    public long queueAheadE8;

    /** Slot of the last accepted client order id in the client-order-id table. */
    public int clientOrderIdSlot;

    public @Nullable Position position;
    public @Nullable Position strategyPosition;

    /** Number of the order among all that ever joined its side of the book: time priority. */
    public long arrival;

    // Intrusive links. An order is in at most one book level and in exactly one account list.
    public @Nullable PriceLevel level;
    public @Nullable Order prevInLevel;
    public @Nullable Order nextInLevel;
    public @Nullable Order prevInAccount;
    public @Nullable Order nextInAccount;
    public int heapIndex = -1;

    /** Where {@link Orders} keeps it, for life. */
    int poolSlot = -1;

    /** An order counts while it stands in a book; which client order id names it is counted with the ids. */
    @Override
    long contentHash(boolean rescan) {
        if (level == null) {
            return 0;
        }
        long h = StateHash.add(StateHash.mix(SALT, orderId), (long) accountId << 32 | symbolId);
        h = StateHash.add(StateHash.add(h, strategyId), sessionId);
        h = StateHash.add(h, side | type << 8 | timeInForce << 16 | smpMode << 24);
        h = StateHash.add(StateHash.add(h, flags << 1 | (triggered ? 1 : 0)), smpId);
        h = StateHash.add(StateHash.add(h, requestedQuantityE8), quantityE8);
        h = StateHash.add(StateHash.add(h, cumE8), leavesE8);
        h = StateHash.add(StateHash.add(h, filledNotionalE8), limitPriceE8);
        h = StateHash.add(StateHash.add(h, stopPriceE8), minQuantityE8);
        h = StateHash.add(StateHash.add(h, expireAtNanos), queueAheadE8);
        return StateHash.mix(h, arrival);
    }

    public boolean isBuy() {
        return side == BUY;
    }

    public boolean hasFlag(int flag) {
        return (flags & flag) != 0;
    }

    public boolean isStop() {
        return type == TYPE_STOP || type == TYPE_STOP_LIMIT;
    }
}
