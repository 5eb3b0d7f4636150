package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A decision with its eight readings: the {@code expect} object of gate-vectors.json. */
record Outcome(
        String decision, int code, BigInteger approvedE8, List<String> flags, int primaryGate, List<Reading> readings) {

    static Outcome of(Map<String, Object> result) {
        return new Outcome(
                Trees.text(result, "decision").orElseThrow(),
                Trees.integer(result, "code").orElseThrow().intValueExact(),
                Trees.decimalE8(result, "approved").orElseThrow(),
                Trees.array(result, "flags").stream().map(String::valueOf).toList(),
                Trees.integer(result, "primary_gate").orElseThrow().intValueExact(),
                Trees.array(result, "gates").stream()
                        .map(Trees::asObject)
                        .map(Reading::fromTree)
                        .toList());
    }

    /** The tree, led by the vector's id. */
    Map<String, Object> toTree(String id) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id);
        tree.put("decision", decision);
        tree.put("code", (long) code);
        tree.put("approved", DecimalsE8.format(approvedE8));
        tree.put("flags", flags);
        tree.put("primary_gate", (long) primaryGate);
        tree.put("gates", readings.stream().map(Reading::toTree).toList());
        return tree;
    }

    Reading gate(int number) {
        return readings.get(number - 1);
    }

    boolean approves() {
        return approvedE8.signum() > 0;
    }

    /** Could every gate be computed? Properties speak of cases inside the number range with prices known. */
    boolean computed() {
        return readings.stream()
                .noneMatch(reading -> reading.verdict() == Verdict.ERROR || reading.verdict() == Verdict.NOT_EVALUABLE);
    }
}
