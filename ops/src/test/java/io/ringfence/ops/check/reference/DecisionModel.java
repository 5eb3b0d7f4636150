package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Section 5: from eight readings to one decision. */
final class DecisionModel {
    private final RiskCase riskCase;
    private final Exposure exposure;
    private final List<Reading> readings;

    private DecisionModel(RiskCase riskCase, Exposure exposure, List<Reading> readings) {
        this.riskCase = riskCase;
        this.exposure = exposure;
        this.readings = readings;
    }

    static Outcome decide(RiskCase riskCase, Exposure exposure, List<Reading> readings) {
        return new DecisionModel(riskCase, exposure, readings).decide();
    }

    private Outcome decide() {
        // Section 5.3: any REJECT, ERROR or NOT_EVALUABLE -> REJECT
        Optional<Reading> refused =
                lowest(Verdict.REJECT, Verdict.ERROR).or(() -> lowest(Verdict.NOT_EVALUABLE, Verdict.NOT_EVALUABLE));
        if (refused.isPresent()) {
            return reject(refused.get(), List.of());
        }
        // Section 5.4: a = min(allowed); binding gate = smallest allowed, ties lowest number
        Reading binding = readings.stream()
                .min(Comparator.comparing(Reading::allowedQtyE8).thenComparing(Reading::gate))
                .orElseThrow();
        if (binding.allowedQtyE8().equals(exposure.qtyE8())) {
            return new Outcome("APPROVE", 0, exposure.qtyE8(), List.of(), 0, readings);
        }
        return reduce(binding);
    }

    private Outcome reduce(Reading binding) {
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
        return new Outcome("REDUCE_SIZE", binding.code(), approvedE8, List.of(), binding.gate(), readings);
    }

    private Outcome reject(Reading binding, List<String> flags) {
        return new Outcome("REJECT", binding.code(), Exact.ZERO, flags, binding.gate(), readings);
    }

    private Optional<Reading> lowest(Verdict one, Verdict other) {
        return readings.stream()
                .filter(reading -> reading.verdict() == one || reading.verdict() == other)
                .min(Comparator.comparing(Reading::gate));
    }
}
