package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;

/** Moves the order's book onto a boundary of the data quality table. */
final class BookAim {
    private static final BigInteger TWICE_BPS = BigInteger.valueOf(20_000L);

    private BookAim() {}

    static void aim(Dice dice, Map<String, Object> vector, Instrument instrument) {
        String symbol = instrument.symbol();
        BigInteger midE8 = BigInteger.valueOf(instrument.midE8());
        switch ((int) dice.between(0, 3)) {
            case 0 -> set(vector, symbol, "age_ns", age(dice, dice.pick(1_000_000_000L, 5_000_000_000L)));
            case 1 -> set(vector, symbol, "gap_recovered_age_ns", age(dice, 2_000_000_000L));
            case 2 -> {
                BigInteger spreadBps =
                        dice.pick(BigInteger.valueOf(20), BigInteger.valueOf(200), dice.bigBetween(0, 200));
                BigInteger halfE8 = midE8.multiply(spreadBps).divide(TWICE_BPS);
                set(vector, symbol, "bid", DecimalsE8.format(midE8.subtract(halfE8)));
                set(vector, symbol, "ask", DecimalsE8.format(midE8.add(halfE8).add(dice.nudge())));
            }
            default -> {
                BigInteger awayBps =
                        dice.pick(BigInteger.valueOf(50), BigInteger.valueOf(300), dice.bigBetween(0, 300));
                BigInteger signedBps = dice.chance(50) ? awayBps : awayBps.negate();
                BigInteger refE8 = midE8.multiply(Exact.BPS).divide(Exact.BPS.add(signedBps));
                set(vector, symbol, "ref", DecimalsE8.format(refE8.add(dice.nudge())));
            }
        }
    }

    private static BigInteger age(Dice dice, long boundaryNs) {
        return BigInteger.valueOf(boundaryNs).add(dice.nudge());
    }

    private static void set(Map<String, Object> vector, String symbol, String name, Object value) {
        Trees.set(vector, value, "state", "books", symbol, name);
    }
}
