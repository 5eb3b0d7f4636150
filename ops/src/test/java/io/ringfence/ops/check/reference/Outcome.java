package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** A result, read back from its tree: the part of {@code expect} a property speaks about. */
record Outcome(String decision, int code, BigInteger approvedE8, List<String> flags, List<Reading> readings) {

    static Outcome of(Map<String, Object> result) {
        return new Outcome(
                Trees.text(result, "decision").orElseThrow(),
                Trees.integer(result, "code").orElseThrow().intValueExact(),
                Trees.decimalE8(result, "approved").orElseThrow(),
                Trees.array(result, "flags").stream().map(String::valueOf).toList(),
                Trees.array(result, "gates").stream()
                        .map(Trees::asObject)
                        .map(Reading::fromTree)
                        .toList());
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
