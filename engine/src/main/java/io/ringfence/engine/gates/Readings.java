package io.ringfence.engine.gates;

import java.util.Arrays;

/**
 * What the eight gates read for one order: verdict, reason code, observed value, limit, allowed quantity, and the
 * scope that binds. Index 1 to 8; index 0 is unused. Preallocated, reset where an order is taken up.
 *
 * <p>Units of {@code observed} and {@code limit} are the gate's own: level, score, E8 money, bps, count or E8 quantity.
 */
public final class Readings {
    public static final int GATES = 8;
    public static final int ALL_GATES = 0xFF;

    public final byte[] verdict = new byte[GATES + 1];
    public final int[] code = new int[GATES + 1];
    public final long[] observed = new long[GATES + 1];
    public final long[] limit = new long[GATES + 1];
    public final long[] allowedE8 = new long[GATES + 1];
    public final byte[] scopeType = new byte[GATES + 1];
    public final int[] scopeId = new int[GATES + 1];
    private int bitmap;

    public void reset() {
        bitmap = 0;
        Arrays.fill(allowedE8, 0);
    }

    /** Bit n-1 is set when gate n was read. */
    public int bitmap() {
        return bitmap;
    }

    public void pass(int gate, int code, long observed, long limit, long allowedE8) {
        set(gate, Verdict.PASS, code, observed, limit, allowedE8, Scope.NONE, -1);
    }

    /** A size rule: all of it passes, some of it reduces, none of it rejects. */
    public void sized(
            int gate, int passCode, int code, long observed, long limit, long allowedE8, long quantityE8, byte scope) {
        if (allowedE8 == quantityE8) {
            set(gate, Verdict.PASS, passCode, observed, limit, allowedE8, scope, -1);
        } else {
            set(gate, allowedE8 > 0 ? Verdict.REDUCE : Verdict.REJECT, code, observed, limit, allowedE8, scope, -1);
        }
    }

    public void reject(int gate, int code, long observed, long limit, byte scope, int id) {
        set(gate, Verdict.REJECT, code, observed, limit, 0, scope, id);
    }

    /** The gate could not compute: overflow or a missing row. Closed. */
    public void error(int gate) {
        set(gate, Verdict.ERROR, 100 * gate + 99, 0, 0, 0, Scope.NONE, -1);
    }

    public void notEvaluable(int gate) {
        set(gate, Verdict.NOT_EVALUABLE, 100 * gate + 98, 0, 0, 0, Scope.NONE, -1);
    }

    public void set(int gate, byte verdict, int code, long observed, long limit, long allowedE8, byte scope, int id) {
        bitmap |= 1 << (gate - 1);
        this.verdict[gate] = verdict;
        this.code[gate] = code;
        this.observed[gate] = observed;
        this.limit[gate] = limit;
        this.allowedE8[gate] = allowedE8;
        this.scopeType[gate] = scope;
        this.scopeId[gate] = id;
    }
}
