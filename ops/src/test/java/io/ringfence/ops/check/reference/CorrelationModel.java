package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** G8: exposure of the cluster that moves with the order's side, no credit for hedges. */
final class CorrelationModel {
    private static final int GATE = 8;

    private CorrelationModel() {}

    static Reading read(RiskCase riskCase, Exposure exposure) {
        BigInteger clusterE8 = riskCase.limitE8("cluster_abs").orElseThrow(() -> new GateFault("no cluster_abs"));
        // Section 4, G4: the drawdown scale applies to G8's limit too
        BigInteger limitE8 = Exact.mulFloor(clusterE8, DrawdownModel.scaleBps(riskCase), Exact.BPS);
        BigInteger othersE8 = othersE8(riskCase, exposure);
        BigInteger valuationE8 = exposure.ownValuationE8();
        // CE = mulCeil(max(0,cur+q),V,1e8) + others
        BigInteger ownE8 = Exact.mulCeil(Exact.atLeastZero(exposure.sideAfterE8()), valuationE8, Exact.UNIT_E8);
        BigInteger observedE8 = Exact.fit(ownE8.add(othersE8));
        // sideMax = floor((limit-sumOthers)*1e8/V), nonIncr = max(0,-cur), allowed as G6
        BigInteger sideMaxE8 =
                Exact.atLeastZero(Exact.mulFloor(limitE8.subtract(othersE8), Exact.UNIT_E8, valuationE8));
        BigInteger nonIncreasingE8 = Exact.atLeastZero(exposure.currentE8().negate());
        BigInteger allowedE8 = exposure.allowedE8(nonIncreasingE8, sideMaxE8);
        if (allowedE8.equals(exposure.qtyE8())) {
            // Section 9: G8 likewise, 890 when over the limit but not increasing
            int code = Exact.more(observedE8, limitE8) ? 890 : 800;
            return Reading.pass(GATE, code, observedE8, limitE8, allowedE8);
        }
        return Reading.reduceTo(allowedE8, GATE, 801, observedE8, limitE8);
    }

    /** Section 4, G8: the sum over j!=s, |rho|>=theta of mulCeil(leg_j*V_j, |rho|, 1e6), rounded up twice. */
    private static BigInteger othersE8(RiskCase riskCase, Exposure exposure) {
        BigInteger thetaPpm = riskCase.setting("rho_threshold_ppm");
        BigInteger sumE8 = Exact.ZERO;
        for (var other : exposure.others().entrySet()) {
            BigInteger rhoPpm = rhoPpm(riskCase, riskCase.order().symbol(), other.getKey());
            if (Exact.less(rhoPpm.abs(), thetaPpm)) {
                continue;
            }
            // leg_j = rho>0 ? L_j : S_j (SELL: swapped)
            boolean longLeg = rhoPpm.signum() > 0 == riskCase.order().buy();
            Holding holding = other.getValue();
            BigInteger legQtyE8 = longLeg ? holding.worstLongE8() : holding.worstShortE8();
            BigInteger legE8 = Exact.mulCeil(legQtyE8, exposure.valuationE8(other.getKey()), Exact.UNIT_E8);
            sumE8 = sumE8.add(Exact.mulCeil(legE8, rhoPpm.abs(), Exact.PPM));
        }
        return Exact.fit(sumE8);
    }

    private static BigInteger rhoPpm(RiskCase riskCase, String symbol, String other) {
        Optional<BigInteger> configured = pair(Trees.object(riskCase.config(), "rho_cfg"), symbol, other);
        // EWMA counts only after minSamples
        boolean warm = !Exact.less(
                Trees.integer(riskCase.state(), "samples").orElse(Exact.ZERO), riskCase.setting("min_samples"));
        Optional<BigInteger> estimated =
                warm ? pair(Trees.object(riskCase.state(), "rho_ewma"), symbol, other) : Optional.empty();
        if (configured.isPresent() && estimated.isPresent()) {
            // the one with larger |rho| when both exist; on a tie the configured one
            return Exact.more(estimated.get().abs(), configured.get().abs()) ? estimated.get() : configured.get();
        }
        // neither known -> defaultRho
        return configured.or(() -> estimated).orElseGet(() -> riskCase.setting("default_rho_ppm"));
    }

    /** Pairs are symmetric: "A|B" and "B|A" are the same. */
    private static Optional<BigInteger> pair(Map<String, Object> matrix, String symbol, String other) {
        return Trees.integer(matrix, symbol + "|" + other).or(() -> Trees.integer(matrix, other + "|" + symbol));
    }
}
