package io.ringfence.ops.check.reference;

import java.math.BigInteger;

/** G3. */
final class DailyLossModel {
    private static final int GATE = 3;
    private static final int DAY_LOSS = 301;
    private static final int LATCHED = 302;
    private static final int STRESS = 303;

    private DailyLossModel() {}

    static Reading read(RiskCase riskCase, Exposure exposure) {
        BigInteger dayOpenE8 = riskCase.stateE8("day_open_equity");
        // Section 4, G3: loss = max(0, -(equity-dayOpenEquity-netFlowsToday))
        BigInteger lossE8 = Exact.fit(
                Exact.atLeastZero(dayOpenE8.add(riskCase.stateE8("net_flows")).subtract(riskCase.stateE8("equity"))));
        // limit = min(abs, floor(dayOpenEquity*bps/1e4)); section 9: a negative base counts as 0
        BigInteger limitE8 =
                RiskCase.smaller(riskCase.limitE8("day_loss_abs"), riskCase.share(dayOpenE8, "day_loss_bps"));
        // loss >= limit blocks at equality; section 9: 301 even when latched
        if (!Exact.less(lossE8, limitE8)) {
            return Reading.blockIncreases(exposure, GATE, DAY_LOSS, lossE8, limitE8);
        }
        if (riskCase.stateFlag("day_latched")) {
            return Reading.blockIncreases(exposure, GATE, LATCHED, lossE8, limitE8);
        }
        BigInteger stressBps = riskCase.settingOrZero("day_stress_bps");
        if (stressBps.signum() <= 0) {
            return Reading.pass(GATE, 300, lossE8, limitE8, exposure.qtyE8());
        }
        return readStressBudget(exposure, lossE8, limitE8, stressBps);
    }

    private static Reading readStressBudget(
            Exposure exposure, BigInteger lossE8, BigInteger limitE8, BigInteger stressBps) {
        // Section 4, G3: cap = floor((limit-loss)*1e4/stressBps)
        BigInteger capE8 = Exact.mulFloor(limitE8.subtract(lossE8), Exact.BPS, stressBps);
        BigInteger allowedE8 = exposure.allowedUnderGrossCapE8(capE8);
        // Section 9: observed = loss + ceil(grossAfter*stressBps/1e4), on a pass too
        BigInteger observedE8 = Exact.fit(lossE8.add(Exact.mulCeil(exposure.grossAfterE8(), stressBps, Exact.BPS)));
        return allowedE8.equals(exposure.qtyE8())
                ? Reading.pass(GATE, 300, observedE8, limitE8, allowedE8)
                : Reading.reduceTo(allowedE8, GATE, STRESS, observedE8, limitE8);
    }
}
