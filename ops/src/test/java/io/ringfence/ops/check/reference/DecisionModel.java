package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Section 5: from eight readings to one decision. */
record DecisionModel(String decision, int code, BigInteger approvedE8, List<String> flags, int primaryGate) {

    static DecisionModel decide(RiskCase riskCase, Exposure exposure, List<Reading> readings) {
        // Section 5.3: any REJECT, ERROR or NOT_EVALUABLE -> REJECT
        Optional<Reading> refused = lowest(readings, Verdict.REJECT, Verdict.ERROR)
                .or(() -> lowest(readings, Verdict.NOT_EVALUABLE, Verdict.NOT_EVALUABLE));
        if (refused.isPresent()) {
            return reject(refused.get(), List.of());
        }
        // Section 5.4: a = min(allowed); binding gate = smallest allowed, ties lowest number
        Reading binding = readings.stream()
                .min(Comparator.comparing(Reading::allowedQtyE8).thenComparing(Reading::gate))
                .orElseThrow();
        if (binding.allowedQtyE8().equals(exposure.qtyE8())) {
            return new DecisionModel("APPROVE", 0, exposure.qtyE8(), List.of(), 0);
        }
        return reduce(riskCase, exposure, binding);
    }

    private static DecisionModel reduce(RiskCase riskCase, Exposure exposure, Reading binding) {
        OrderInput order = riskCase.order();
        // Section 5.5: round a down to the lot
        BigInteger lotE8 = riskCase.instrumentE8("lot");
        BigInteger approvedE8 = Exact.floorDiv(binding.allowedQtyE8(), lotE8).multiply(lotE8);
        boolean reducible = Trees.flag(riskCase.config(), "reduce_allowed", false)
                && order.allowReduce()
                && !order.allOrNothing()
                && !Exact.less(approvedE8, order.minQtyE8());
        if (!reducible) {
            return reject(binding, List.of("NOT_REDUCIBLE"));
        }
        // a < min qty or a*rp < min notional; section 1: notional rounds up
        boolean residual = approvedE8.signum() == 0
                || Exact.less(approvedE8, riskCase.instrumentE8("min_qty"))
                || Exact.less(exposure.orderNotionalE8(approvedE8), riskCase.instrumentE8("min_notional"));
        if (residual) {
            return reject(binding, List.of("RESIDUAL_BELOW_MIN"));
        }
        return new DecisionModel("REDUCE_SIZE", binding.code(), approvedE8, List.of(), binding.gate());
    }

    private static DecisionModel reject(Reading binding, List<String> flags) {
        return new DecisionModel("REJECT", binding.code(), Exact.ZERO, flags, binding.gate());
    }

    private static Optional<Reading> lowest(List<Reading> readings, Verdict one, Verdict other) {
        return readings.stream()
                .filter(reading -> reading.verdict() == one || reading.verdict() == other)
                .min(Comparator.comparing(Reading::gate));
    }

    /** The result in the form of {@code expect}, led by the vector's id. */
    Map<String, Object> toTree(String id, List<Reading> readings) {
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
}
