package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one gate answers. Codes are {@code 100 * gate + reason}, section 6. */
record Reading(int gate, Verdict verdict, int code, BigInteger observed, BigInteger limit, BigInteger allowedQtyE8) {
    private static final int BECAUSE_REDUCING = 90;
    private static final int NOT_EVALUABLE = 98;
    private static final int GATE_ERROR = 99;

    /** Section 6: n98, with zero readings (vector ORD-4). */
    static Reading notEvaluable(int gate) {
        return new Reading(gate, Verdict.NOT_EVALUABLE, gate * 100 + NOT_EVALUABLE, Exact.ZERO, Exact.ZERO, Exact.ZERO);
    }

    /** Section 6: n99, with zero readings. */
    static Reading error(int gate) {
        return new Reading(gate, Verdict.ERROR, gate * 100 + GATE_ERROR, Exact.ZERO, Exact.ZERO, Exact.ZERO);
    }

    static Reading pass(int gate, int code, BigInteger observed, BigInteger limit, BigInteger qtyE8) {
        return new Reading(gate, Verdict.PASS, code, observed, limit, qtyE8);
    }

    static Reading reject(int gate, int code, BigInteger observed, BigInteger limit) {
        return new Reading(gate, Verdict.REJECT, code, observed, limit, Exact.ZERO);
    }

    /** Section 4, G6: a part is REDUCE, nothing is REJECT. */
    static Reading reduceTo(BigInteger allowedQtyE8, int gate, int code, BigInteger observed, BigInteger limit) {
        return allowedQtyE8.signum() == 0
                ? reject(gate, code, observed, limit)
                : new Reading(gate, Verdict.REDUCE, code, observed, limit, allowedQtyE8);
    }

    /** Section 3: STRICT passes with n90, MIXED is cut to reducePart, INCREASE is refused. */
    static Reading blockIncreases(Exposure exposure, int gate, int code, BigInteger observed, BigInteger limit) {
        return switch (exposure.orderClass()) {
            case STRICT_REDUCE -> pass(gate, gate * 100 + BECAUSE_REDUCING, observed, limit, exposure.qtyE8());
            case MIXED, INCREASE -> reduceTo(exposure.reducePartE8(), gate, code, observed, limit);
        };
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("gate", (long) gate);
        tree.put("verdict", verdict.name());
        tree.put("code", (long) code);
        tree.put("observed", observed.toString());
        tree.put("limit", limit.toString());
        tree.put("allowed_qty_e8", allowedQtyE8.toString());
        return tree;
    }

    static Reading fromTree(Map<String, Object> tree) {
        return new Reading(
                Trees.integer(tree, "gate").orElseThrow().intValueExact(),
                Verdict.valueOf(Trees.text(tree, "verdict").orElseThrow()),
                Trees.integer(tree, "code").orElseThrow().intValueExact(),
                Trees.integer(tree, "observed").orElseThrow(),
                Trees.integer(tree, "limit").orElseThrow(),
                Trees.integer(tree, "allowed_qty_e8").orElseThrow());
    }
}
