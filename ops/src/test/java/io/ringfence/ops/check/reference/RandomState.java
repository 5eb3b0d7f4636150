package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Random positions, books, kill levels and correlations estimates of a vector. */
final class RandomState {
    private static final BigInteger HALF_PERCENT_STEPS = BigInteger.valueOf(200);

    private final Dice dice;
    private final Map<String, Object> vector;

    RandomState(Dice dice, Map<String, Object> vector) {
        this.dice = dice;
        this.vector = vector;
    }

    void addTo(Instrument own) {
        addHoldings(own);
        if (dice.chance(20)) {
            addBook(own);
        }
        if (dice.chance(8)) {
            addBook(dice.pick(Instrument.ALL));
        }
        if (dice.chance(3)) {
            Trees.set(vector, "1", "state", "positions", "NEW-USD", dice.pick("pos", "open_buy", "open_sell"));
        }
        if (dice.chance(10)) {
            addKill();
        }
        if (dice.chance(40)) {
            RandomRho.addTo(dice, vector, own);
        }
    }

    private void addHoldings(Instrument own) {
        List<Instrument> candidates = new ArrayList<>(Instrument.ALL);
        candidates.remove(own);
        long count = dice.chance(70) ? dice.between(0, 3) : dice.between(0, candidates.size());
        for (long i = 0; i < count; i++) {
            Instrument other = dice.pick(candidates);
            candidates.remove(other);
            addHolding(other);
        }
        if (dice.chance(65)) {
            addHolding(own);
        }
    }

    private void addHolding(Instrument instrument) {
        if (dice.chance(80)) {
            BigInteger qtyE8 = instrument.randomQuantityE8(dice);
            setHolding(instrument, "pos", dice.chance(50) ? qtyE8 : qtyE8.negate());
        }
        if (dice.chance(30)) {
            setHolding(instrument, "open_buy", instrument.randomQuantityE8(dice));
        }
        if (dice.chance(30)) {
            setHolding(instrument, "open_sell", instrument.randomQuantityE8(dice));
        }
        if (dice.chance(3)) {
            setHolding(instrument, "pos", Exact.ZERO);
        }
    }

    private void setHolding(Instrument instrument, String name, BigInteger qtyE8) {
        Trees.set(vector, DecimalsE8.format(qtyE8), "state", "positions", instrument.symbol(), name);
    }

    private void addBook(Instrument instrument) {
        BigInteger midE8 = BigInteger.valueOf(instrument.midE8());
        if (dice.chance(35)) {
            setBook(instrument, "age_ns", dice.between(0, 6_000_000_000L));
        }
        if (dice.chance(25)) {
            // half a spread of up to 220 bps, sometimes locked, sometimes crossed
            BigInteger halfE8 = midE8.multiply(dice.bigBetween(-2, 110)).divide(Exact.BPS);
            setBook(instrument, "bid", DecimalsE8.format(midE8.subtract(halfE8)));
            setBook(instrument, "ask", DecimalsE8.format(midE8.add(halfE8).add(dice.nudge())));
        }
        if (dice.chance(25)) {
            BigInteger awayE8 = midE8.multiply(dice.bigBetween(-7, 7)).divide(HALF_PERCENT_STEPS);
            setBook(instrument, "ref", DecimalsE8.format(midE8.add(awayE8)));
        }
        if (dice.chance(12)) {
            setBook(instrument, dice.pick("bid", "ask", "ref"), JsonNull.NULL);
        }
        if (dice.chance(15)) {
            setBook(instrument, "gap", dice.chance(50));
        }
        if (dice.chance(15)) {
            setBook(instrument, "gap_recovered_age_ns", dice.between(0, 4_000_000_000L));
        }
        if (dice.chance(10)) {
            setBook(instrument, "status", dice.pick("HALTED", "AUCTION", "CLOSED", "TRADING"));
        }
    }

    private void setBook(Instrument instrument, String name, Object value) {
        Trees.set(vector, value, "state", "books", instrument.symbol(), name);
    }

    private void addKill() {
        for (long i = dice.between(1, 4); i > 0; i--) {
            String scope = dice.pick("GLOBAL", "ACCOUNT", "SYMBOL", "STRATEGY", "VENUE", "SESSION");
            String level = dice.pick("ACTIVE", "REDUCE_ONLY", "REDUCE_ONLY", "HALTED");
            Trees.set(vector, level, "state", "kill", scope);
        }
    }
}
