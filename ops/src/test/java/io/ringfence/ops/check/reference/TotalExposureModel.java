package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Optional;

/** G6. */
final class TotalExposureModel {
    private static final int GATE = 6;
    private static final int GROSS = 601;
    private static final int LEVERAGE = 602;

    private TotalExposureModel() {}

    static Reading read(RiskCase riskCase, Exposure exposure) {
        Optional<BigInteger> absoluteE8 = riskCase.limitE8("gross_abs");
        // floor(max(0,equity)*maxLeverageBps/1e4)
        Optional<BigInteger> leverageE8 = riskCase.share(riskCase.stateE8("equity"), "max_leverage_bps");
        BigInteger unscaledE8 = RiskCase.smaller(absoluteE8, leverageE8);
        // Section 4, G6: limit = min(abs, leverage)*scale/1e4
        BigInteger limitE8 = Exact.mulFloor(unscaledE8, DrawdownModel.scaleBps(riskCase), Exact.BPS);
        BigInteger afterE8 = exposure.grossAfterE8();
        BigInteger allowedE8 = exposure.allowedUnderGrossCapE8(limitE8);
        if (allowedE8.equals(exposure.qtyE8())) {
            // 600, or 690 if over limit but not increasing; section 1: after <= limit passes
            return Reading.pass(GATE, Exact.more(afterE8, limitE8) ? 690 : 600, afterE8, limitE8, allowedE8);
        }
        // 602 if leverage binds; on a tie the absolute limit, as section 9 says of 704 and 705
        boolean leverageBinds = leverageE8.isPresent()
                && absoluteE8.map(limit -> Exact.less(leverageE8.get(), limit)).orElse(true);
        return Reading.reduceTo(allowedE8, GATE, leverageBinds ? LEVERAGE : GROSS, afterE8, limitE8);
    }
}
