package io.ringfence.gateway.record;

import io.ringfence.engine.gates.Readings;

/** A decision and the eight readings that it rests on. */
public final class DecisionView {
    public static final int APPROVE = 1;
    public static final int REJECT = 2;
    public static final int REDUCE_SIZE = 3;
    public static final int FLAG_NOT_REDUCIBLE = 1;
    public static final int FLAG_RESIDUAL_BELOW_MIN = 2;
    public static final int FLAG_REPLACE = 4;

    /** Sequence of the command that was decided. */
    public long sequence;

    public long orderId;
    public long quantityE8;
    public long approvedE8;
    public int result;
    public int code;
    public int gate;
    public int flags;
    /** Bit n-1 = gate n was read; 0 when validation refused before the gates. */
    public int gateBitmap;

    public final Readings readings = new Readings();

    public boolean wasRead(int gateNumber) {
        return (gateBitmap & 1 << (gateNumber - 1)) != 0;
    }
}
