package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Moves one limit or the order onto a boundary: exactly at it, one unit below or one above. */
final class BoundaryAim {
    private final Dice dice;
    private final Map<String, Object> vector;
    private final RiskCase riskCase;
    private final Exposure exposure;
    private final Outcome outcome;

    private BoundaryAim(Dice dice, Map<String, Object> vector, RiskCase riskCase, Outcome outcome) {
        this.dice = dice;
        this.vector = vector;
        this.riskCase = riskCase;
        this.exposure = new Exposure(riskCase);
        this.outcome = outcome;
    }

    /** Leaves a case alone that has no readings to aim with. */
    static void aim(Dice dice, Map<String, Object> vector, Map<String, Object> defaults, Outcome outcome) {
        if (outcome.computed()) {
            new BoundaryAim(dice, vector, RiskCase.of(defaults, vector), outcome).aim();
        }
    }

    private void aim() {
        switch ((int) dice.between(0, 15)) {
            case 0 -> limit("gross_abs", observed(6));
            case 1 -> bps("max_leverage_bps", observed(6));
            case 2 -> limit("pos_notional_abs", sideNotionalE8());
            case 3 -> bps("pos_pct_bps", sideNotionalE8());
            case 4 -> row("pos_qty", exposure.sideAfterE8().add(dice.nudge()));
            case 5 -> row("max_order_qty", exposure.qtyE8().add(dice.nudge()));
            case 6 ->
                row(
                        "max_order_notional",
                        exposure.orderNotionalE8(exposure.qtyE8()).add(dice.nudge()));
            case 7 -> limit("cluster_abs", observed(8));
            case 8 -> limit("day_loss_abs", observed(3));
            case 9, 10 -> quantity();
            case 11 -> minimumOfOrder();
            case 12 ->
                row(
                        "min_notional",
                        exposure.orderNotionalE8(outcome.approvedE8()).add(dice.nudge()));
            case 13 -> row("min_qty", outcome.approvedE8().add(dice.nudge()));
            case 14 -> highWaterMark();
            default -> Trees.set(vector, observed(5).add(dice.nudge()), "config_overrides", "max_positions");
        }
    }

    private BigInteger observed(int gate) {
        return outcome.gate(gate).observed();
    }

    private BigInteger sideNotionalE8() {
        BigInteger sideAfterE8 = Exact.atLeastZero(exposure.sideAfterE8());
        return Exact.mulCeil(sideAfterE8, exposure.ownValuationE8(), Exact.UNIT_E8);
    }

    private void limit(String name, BigInteger aimE8) {
        // Under a drawdown the limit is scaled; undo that, so that the scaled limit lands near the aim.
        BigInteger scaleBps = DrawdownModel.scaleBps(riskCase);
        BigInteger unscaledE8 = scaleBps.signum() == 0 || name.equals("day_loss_abs")
                ? aimE8
                : aimE8.multiply(Exact.BPS).divide(scaleBps);
        Trees.set(vector, DecimalsE8.format(unscaledE8.add(dice.nudge())), "config_overrides", name);
    }

    private void bps(String name, BigInteger aimE8) {
        BigInteger equityE8 = riskCase.stateE8("equity").max(BigInteger.ONE);
        BigInteger aimBps = aimE8.multiply(Exact.BPS).divide(equityE8).add(dice.nudge());
        Trees.set(vector, Exact.atLeastZero(aimBps).min(Exact.PPM), "config_overrides", name);
    }

    private void row(String name, BigInteger valueE8) {
        String value = DecimalsE8.format(Exact.atLeastZero(valueE8));
        Trees.set(vector, value, "config_overrides", "symbols", riskCase.order().symbol(), name);
    }

    /** The order asks for just what some gate allows, or a unit or a lot more or less. */
    private void quantity() {
        List<BigInteger> allowedE8 = outcome.readings().stream()
                .filter(reading -> reading.verdict() == Verdict.REDUCE)
                .map(Reading::allowedQtyE8)
                .toList();
        if (!allowedE8.isEmpty()) {
            BigInteger stepE8 = dice.chance(70) ? BigInteger.ONE : riskCase.instrumentE8("lot");
            BigInteger qtyE8 = dice.pick(allowedE8).add(stepE8.multiply(dice.nudge()));
            Trees.set(vector, DecimalsE8.format(qtyE8.max(BigInteger.ONE)), "order", "qty");
        }
    }

    private void minimumOfOrder() {
        BigInteger minQtyE8 = Exact.atLeastZero(outcome.approvedE8().add(dice.nudge()));
        Trees.set(vector, DecimalsE8.format(minQtyE8), "order", "min_qty");
    }

    /** A drawdown at the soft or the hard limit, with equity left alone. */
    private void highWaterMark() {
        BigInteger equityE8 = riskCase.stateE8("equity");
        BigInteger aimBps = riskCase.setting(dice.pick("dd_soft_bps", "dd_hard_bps"));
        if (equityE8.signum() > 0 && Exact.less(aimBps, Exact.BPS)) {
            BigInteger hwmE8 = equityE8.multiply(Exact.BPS)
                    .divide(Exact.BPS.subtract(aimBps))
                    .add(dice.nudge());
            Trees.set(vector, DecimalsE8.format(hwmE8), "state", "hwm");
        }
    }
}
