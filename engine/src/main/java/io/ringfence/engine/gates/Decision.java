package io.ringfence.engine.gates;

import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.units.Fixed;

/** Composition of eight verdicts into one decision (gates.md section 5). */
public final class Decision {
    public static final byte NONE = 0;
    public static final byte APPROVE = 1;
    public static final byte REJECT = 2;
    public static final byte REDUCE_SIZE = 3;

    public static final int FLAG_NOT_REDUCIBLE = 1;
    public static final int FLAG_RESIDUAL_BELOW_MIN = 2;
    public static final int FLAG_REPLACE = 4;

    private static final String[] NAMES = {"NONE", "APPROVE", "REJECT", "REDUCE_SIZE"};

    private final ApprovedOrder approved = new ApprovedOrder();
    private byte result;
    private int code;
    private int primaryGate;
    private int flags;
    private long approvedE8;
    private DecisionProbe probe = DecisionProbe.NONE;

    /** Shows every decision from now on to a probe. */
    public void watch(DecisionProbe watching) {
        probe = watching;
    }

    /**
     * Decides.
     *
     * @param reducible whether the account, the order and its kind allow a smaller quantity
     * @param minQuantityE8 FIX 110 of the order, 0 when not given
     * @param sequence of the command, to which the approval is bound
     */
    public void decide(OrderContext order, Readings readings, boolean reducible, long minQuantityE8, long sequence) {
        judge(order, readings, reducible, minQuantityE8, sequence);
        probe.decided(order, readings, this);
    }

    private void judge(OrderContext order, Readings readings, boolean reducible, long minQuantityE8, long sequence) {
        approved.revoke();
        flags = 0;
        int refusing = refusingGate(readings);
        if (readings.bitmap() != Readings.ALL_GATES) {
            throw new IllegalStateException("a decision needs all eight readings, bitmap " + readings.bitmap());
        }
        if (refusing != 0) {
            reject(readings, refusing);
            return;
        }
        int binding = bindingGate(readings);
        long allowed = readings.allowedE8[binding];
        if (allowed == order.quantityE8) {
            result = APPROVE;
            code = 0;
            primaryGate = 0;
            approvedE8 = allowed;
            approved.issue(sequence, allowed, readings.bitmap());
            return;
        }
        reduce(order, readings, binding, allowed, reducible, minQuantityE8, sequence);
    }

    private void reduce(
            OrderContext order,
            Readings readings,
            int binding,
            long allowed,
            boolean reducible,
            long minQuantityE8,
            long sequence) {
        Instrument instrument = order.instrument;
        long lots = instrument.lotE8 > 0 ? allowed - allowed % instrument.lotE8 : allowed;
        if (!reducible || lots < minQuantityE8) {
            reject(readings, binding);
            flags = FLAG_NOT_REDUCIBLE;
            return;
        }
        boolean tooSmall = lots == 0
                || lots < instrument.minQuantityE8
                || (Fixed.productFits(lots, order.orderPriceE8)
                        && Fixed.mulCeil(lots, order.orderPriceE8) < instrument.minNotionalE8);
        if (tooSmall) {
            reject(readings, binding);
            flags = FLAG_RESIDUAL_BELOW_MIN;
            return;
        }
        result = REDUCE_SIZE;
        code = readings.code[binding];
        primaryGate = binding;
        approvedE8 = lots;
        approved.issue(sequence, lots, readings.bitmap());
    }

    private void reject(Readings readings, int gate) {
        result = REJECT;
        code = readings.code[gate];
        primaryGate = gate;
        approvedE8 = 0;
    }

    /** Lowest gate that rejects or errs, else the lowest that could not tell, else 0. */
    private static int refusingGate(Readings readings) {
        int unknown = 0;
        for (int gate = Readings.GATES; gate >= 1; gate--) {
            unknown = readings.verdict[gate] == Verdict.NOT_EVALUABLE ? gate : unknown;
        }
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            byte verdict = readings.verdict[gate];
            if (verdict == Verdict.REJECT || verdict == Verdict.ERROR) {
                return gate;
            }
        }
        return unknown;
    }

    private static int bindingGate(Readings readings) {
        int binding = 1;
        for (int gate = 2; gate <= Readings.GATES; gate++) {
            if (readings.allowedE8[gate] < readings.allowedE8[binding]) {
                binding = gate;
            }
        }
        return binding;
    }

    public byte result() {
        return result;
    }

    public boolean isApproved() {
        return result == APPROVE || result == REDUCE_SIZE;
    }

    public int code() {
        return code;
    }

    /** Gate of {@link #code}; 0 when approved whole. */
    public int primaryGate() {
        return primaryGate;
    }

    public int flags() {
        return flags;
    }

    public long approvedE8() {
        return approvedE8;
    }

    /** The key to execution, valid once and only while this decision approves. */
    public ApprovedOrder approved() {
        return approved;
    }

    public static String name(int result) {
        return NAMES[result];
    }
}
