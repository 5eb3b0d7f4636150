package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Optional;

/** G7: fat finger first, then the position's quantity, notional and share of equity, then the reduce-only flag. */
final class PositionSizeModel {
    private static final int GATE = 7;

    private PositionSizeModel() {}

    static Reading read(RiskCase riskCase, Exposure exposure) {
        BigInteger qtyE8 = exposure.qtyE8();
        BigInteger maxQtyE8 = riskCase.instrumentE8("max_order_qty");
        if (Exact.more(qtyE8, maxQtyE8)) {
            return Reading.reject(GATE, 701, qtyE8, maxQtyE8); // q>maxOrderQty, never shrunk
        }
        BigInteger notionalE8 = exposure.orderNotionalE8(qtyE8);
        BigInteger maxNotionalE8 = riskCase.instrumentE8("max_order_notional");
        if (Exact.more(notionalE8, maxNotionalE8)) {
            return Reading.reject(GATE, 702, notionalE8, maxNotionalE8); // mulCeil(q,rp,1e8)>maxOrderNotional
        }
        return readPosition(riskCase, exposure);
    }

    private static Reading readPosition(RiskCase riskCase, Exposure exposure) {
        BigInteger scaleBps = DrawdownModel.scaleBps(riskCase);
        Optional<BigInteger> absoluteE8 = riskCase.limitE8("pos_notional_abs");
        // floor(equity*pctBps/1e4); section 9: a negative base counts as 0
        Optional<BigInteger> shareE8 = riskCase.share(riskCase.stateE8("equity"), "pos_pct_bps");
        // Section 4, G7: cap = min(absNotional, percentage)*scale
        BigInteger capE8 = Exact.mulFloor(RiskCase.smaller(absoluteE8, shareE8), scaleBps, Exact.BPS);
        BigInteger capQtyE8 = Exact.mulFloor(riskCase.instrumentE8("pos_qty"), scaleBps, Exact.BPS);
        BigInteger valuationE8 = exposure.ownValuationE8();
        BigInteger capNotionalQtyE8 = Exact.mulFloor(capE8, Exact.UNIT_E8, valuationE8);
        // sideMax = min(capQty*scale, floor(cap*1e8/V)), nonIncr = max(0,-cur)
        BigInteger sideMaxE8 = capQtyE8.min(capNotionalQtyE8);
        BigInteger nonIncreasingE8 = Exact.atLeastZero(exposure.currentE8().negate());
        BigInteger allowedE8 = exposure.allowedE8(nonIncreasingE8, sideMaxE8);

        BigInteger qtyE8 = exposure.qtyE8();
        BigInteger reducePartE8 = exposure.reducePartE8();
        // reduceOnly flag: allowed = min(allowed,reducePart); section 9: 706 only when reducePart < allowed
        if (riskCase.order().reduceOnly() && Exact.less(reducePartE8, allowedE8)) {
            return Reading.reduceTo(reducePartE8, GATE, 706, qtyE8, reducePartE8);
        }
        BigInteger sideAfterE8 = Exact.atLeastZero(exposure.sideAfterE8());
        BigInteger notionalE8 = Exact.mulCeil(sideAfterE8, valuationE8, Exact.UNIT_E8);
        if (allowedE8.equals(qtyE8)) {
            // Section 9: a passing G7 reports notional (790 when over the cap but not increasing)
            return Reading.pass(GATE, Exact.more(notionalE8, capE8) ? 790 : 700, notionalE8, capE8, allowedE8);
        }
        // Section 9: 703 when the quantity cap is at or below the notional cap's quantity
        if (!Exact.more(capQtyE8, capNotionalQtyE8)) {
            return Reading.reduceTo(allowedE8, GATE, 703, sideAfterE8, capQtyE8);
        }
        // Section 9: 705 only when the percentage cap is the smaller, 704 on a tie
        boolean shareBinds = shareE8.isPresent()
                && absoluteE8.map(limit -> Exact.less(shareE8.get(), limit)).orElse(true);
        return Reading.reduceTo(allowedE8, GATE, shareBinds ? 705 : 704, notionalE8, capE8);
    }
}
