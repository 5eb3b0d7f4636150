package io.ringfence.gateway.record;

import io.ringfence.engine.units.Fixed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** One order as its records tell it: what was asked for, what was decided, how far it is. */
public final class OrderView {
    public long orderId;
    public int accountId;
    public int symbolId;
    public int strategyId;
    public String clientOrderId = "";
    /** Ids that replaces have superseded; they still find the order. */
    public final List<String> formerClientOrderIds = new ArrayList<>(0);

    /** Sequences of the decisions on replaces; the first decision has the order's own id. */
    public final List<Long> laterDecisions = new ArrayList<>(0);

    public byte side;
    public byte type;
    public byte timeInForce;
    public int flags;
    public long requestedE8;
    public long quantityE8;
    public long cumE8;
    public long leavesE8;
    public long limitPriceE8;
    public long stopPriceE8;
    public long minQuantityE8;
    public long expireAtNanos;
    public boolean triggered;

    public OrderStatus status = OrderStatus.PENDING_NEW;
    /** Why it was refused; 0 when it was not. */
    public int rejectCode;
    /** Whether a refused order keeps its client order id. */
    public boolean consumesId = true;
    /** VenueEvents.CANCELED_*, or -1. */
    public byte cancelReason = -1;

    public byte decisionResult;
    public int decisionCode;
    public int decisionGate;
    public long approvedE8;

    public long createdAtNanos;
    public long updatedAtNanos;
    public long sequence;

    // Sum of price times quantity of all fills, exactly: 128 bits, scale 1e16.
    private long notionalHigh;
    private long notionalLow;

    /** For snapshots: the upper half of the sum over all fills. */
    public long notionalHigh() {
        return notionalHigh;
    }

    public long notionalLow() {
        return notionalLow;
    }

    public void notional(long high, long low) {
        notionalHigh = high;
        notionalLow = low;
    }

    void addFill(long priceE8, long quantityE8) {
        long low = priceE8 * quantityE8;
        notionalLow += low;
        int carry = Long.compareUnsigned(notionalLow, low) < 0 ? 1 : 0;
        notionalHigh += Math.multiplyHigh(priceE8, quantityE8) + carry;
    }

    /** Exact sum over filled quantity, rounded down to eight decimals; {@link Fixed#ABSENT} before the first fill. */
    public long averagePriceE8() {
        if (cumE8 == 0) {
            return Fixed.ABSENT;
        }
        BigInteger low = new BigInteger(Long.toUnsignedString(notionalLow));
        BigInteger sum = BigInteger.valueOf(notionalHigh).shiftLeft(64).add(low);
        return sum.divide(BigInteger.valueOf(cumE8)).longValue();
    }

    public boolean hasFlag(int flag) {
        return (flags & flag) != 0;
    }
}
