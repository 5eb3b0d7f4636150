package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;

/** Random equity, high-water mark, day and latches. */
final class RandomAccount {
    private static final BigInteger START_E8 = BigInteger.valueOf(50_000_000_000_000L);

    private RandomAccount() {}

    static void addTo(Dice dice, Map<String, Object> vector) {
        switch ((int) dice.between(0, 9)) {
            case 0, 1 -> addDrawdown(dice, vector);
            case 2, 3 -> addDayLoss(dice, vector);
            case 4 -> addOddity(dice, vector);
            default -> {
                // the fixture's account: the other gates are what this case is about
            }
        }
        if (dice.chance(4)) {
            Trees.set(vector, true, "state", "day_latched");
        }
        if (dice.chance(4)) {
            Trees.set(vector, true, "state", "dd_latched");
        }
    }

    /** A drawdown of up to 11 %, while the day opened where it stands. */
    private static void addDrawdown(Dice dice, Map<String, Object> vector) {
        BigInteger leftBps = Exact.BPS.subtract(dice.bigBetween(0, 1_100));
        BigInteger equityE8 = START_E8.multiply(leftBps).divide(Exact.BPS).add(dice.nudge());
        setMoney(vector, "equity", equityE8);
        setMoney(vector, "day_open_equity", equityE8);
    }

    /** A loss of up to 1.2 times the fixture's limit, partly hidden or explained by flows. */
    private static void addDayLoss(Dice dice, Map<String, Object> vector) {
        BigInteger lossE8 = dice.bigBetween(-100_000_000_000L, 600_000_000_000L);
        BigInteger flowsE8 = dice.chance(40) ? dice.bigBetween(-200_000_000_000L, 200_000_000_000L) : Exact.ZERO;
        setMoney(vector, "equity", START_E8.subtract(lossE8).add(flowsE8));
        setMoney(vector, "net_flows", flowsE8);
        if (dice.chance(40)) {
            setMoney(vector, "day_open_equity", START_E8.subtract(dice.magnitude(46)));
        }
    }

    private static void addOddity(Dice dice, Map<String, Object> vector) {
        BigInteger unit = BigInteger.ONE;
        BigInteger smallE8 = dice.pick(unit.negate(), Exact.ZERO, unit, dice.magnitude(40), START_E8.negate());
        setMoney(vector, dice.pick("equity", "hwm", "day_open_equity"), smallE8);
        if (dice.chance(30)) {
            setMoney(vector, "day_open_equity", smallE8);
        }
    }

    private static void setMoney(Map<String, Object> vector, String name, BigInteger moneyE8) {
        Trees.set(vector, DecimalsE8.format(moneyE8), "state", name);
    }
}
