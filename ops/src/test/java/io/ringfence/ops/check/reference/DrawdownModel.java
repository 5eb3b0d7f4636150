package io.ringfence.ops.check.reference;

import java.math.BigInteger;

/** G4, and the scale it puts on the limits of G6, G7 and G8. */
final class DrawdownModel {
    private static final int GATE = 4;

    private final RiskCase riskCase;
    private final BigInteger equityE8;
    private final BigInteger hwmE8;
    private final BigInteger softBps;
    private final BigInteger hardBps;

    private DrawdownModel(RiskCase riskCase) {
        this.riskCase = riskCase;
        this.equityE8 = riskCase.stateE8("equity");
        this.hwmE8 = riskCase.stateE8("hwm");
        this.softBps = riskCase.setting("dd_soft_bps");
        this.hardBps = riskCase.setting("dd_hard_bps");
    }

    static Reading read(RiskCase riskCase, Exposure exposure) {
        DrawdownModel drawdown = new DrawdownModel(riskCase);
        int code = drawdown.code();
        BigInteger observedBps = drawdown.drawdownBps();
        return switch (code) {
            case 400, 403 -> Reading.pass(GATE, code, observedBps, drawdown.hardBps, exposure.qtyE8());
            default -> Reading.blockIncreases(exposure, GATE, code, observedBps, drawdown.hardBps);
        };
    }

    /** Section 4, G4: {@code scale = floor(1e4*(hard-dd)/(hard-soft))} between soft and hard, 0 when blocked. */
    static BigInteger scaleBps(RiskCase riskCase) {
        DrawdownModel drawdown = new DrawdownModel(riskCase);
        return switch (drawdown.code()) {
            case 400 -> Exact.BPS;
            case 403 ->
                Exact.mulFloor(
                        Exact.BPS,
                        drawdown.hardBps.subtract(drawdown.drawdownBps()),
                        drawdown.hardBps.subtract(drawdown.softBps));
            default -> Exact.ZERO;
        };
    }

    private int code() {
        BigInteger drawdownBps = drawdownBps();
        if (withoutEquity()) {
            return 404; // section 9: equity <= 0 (or hwm <= 0) gives 404 first
        }
        if (!Exact.less(drawdownBps, hardBps)) {
            return 401; // dd >= hard blocks at equality; section 9: even when latched
        }
        if (riskCase.stateFlag("dd_latched")) {
            return 402;
        }
        return Exact.more(drawdownBps, softBps) ? 403 : 400; // section 9: 403 exactly when dd > soft
    }

    private boolean withoutEquity() {
        return equityE8.signum() <= 0 || hwmE8.signum() <= 0;
    }

    /** Section 4, G4: {@code dd = ceil((hwm-equity)*1e4/hwm)} with {@code hwm = max(hwm,equity)}. */
    private BigInteger drawdownBps() {
        if (withoutEquity()) {
            return Exact.BPS; // section 9: with observed 10000
        }
        BigInteger peakE8 = hwmE8.max(equityE8);
        return Exact.mulCeil(peakE8.subtract(equityE8), Exact.BPS, peakE8);
    }
}
