package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import java.util.Arrays;

/**
 * Cash, opening equity and flows of many accounts, one sum per account currency, and their worth in house currency at the
 * present rates. So a move of a rate is neither a loss nor a profit of the day, and a rate that is not known yet can come
 * later: nothing is turned before it is read.
 */
public final class CurrencySums {
    private static final int CASH = 0;
    private static final int DAY_OPEN = 1;
    private static final int FLOWS = 2;
    private static final int PENDING = 3;
    private static final int KINDS = 4;

    private int[] currencies = new int[2];
    private long[] sumsE8 = new long[2 * KINDS];
    private int count;

    public void addCash(int currency, long amountE8) {
        add(currency, CASH, amountE8);
    }

    public void addDayOpen(int currency, long amountE8) {
        add(currency, DAY_OPEN, amountE8);
    }

    public void addFlows(int currency, long amountE8) {
        add(currency, FLOWS, amountE8);
    }

    /** What the high-water mark still has to move by, in another currency than the house's. */
    void addPending(int currency, long amountE8) {
        add(currency, PENDING, amountE8);
    }

    void clearPending() {
        for (int i = 0; i < count; i++) {
            sumsE8[i * KINDS + PENDING] = 0;
        }
    }

    private void add(int currency, int kind, long amountE8) {
        int at = slot(currency) * KINDS + kind;
        sumsE8[at] = Fixed.add(sumsE8[at], amountE8);
    }

    private int slot(int currency) {
        for (int i = 0; i < count; i++) {
            if (currencies[i] == currency) {
                return i;
            }
        }
        if (count == currencies.length) {
            currencies = Arrays.copyOf(currencies, count * 2);
            sumsE8 = Arrays.copyOf(sumsE8, count * 2 * KINDS);
        }
        currencies[count] = currency;
        return count++;
    }

    /** The cash in one currency. */
    public long cashE8(int currency) {
        for (int i = 0; i < count; i++) {
            if (currencies[i] == currency) {
                return cashAtE8(i);
            }
        }
        return 0;
    }

    /** All cash in house currency, rounded down. */
    long cashE8(EngineState state) {
        return worth(state, CASH, false);
    }

    /** Opening equity of the day in house currency, rounded down where it makes a limit and up where it makes a loss. */
    public long dayOpenE8(EngineState state, boolean up) {
        return worth(state, DAY_OPEN, up);
    }

    /** Flows of the day in house currency, rounded up. */
    public long flowsE8(EngineState state) {
        return worth(state, FLOWS, true);
    }

    long pendingE8(EngineState state) {
        return worth(state, PENDING, true);
    }

    /** Throws {@link UnpricedException} where an amount has no rate. */
    private long worth(EngineState state, int kind, boolean up) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long amount = sumsE8[i * KINDS + kind];
            if (amount != 0) {
                sum = Fixed.add(sum, Valuation.convertE8(amount, state.houseRateE8(currencies[i]), up));
            }
        }
        return sum;
    }

    /** Currencies, in the order in which they came up. */
    public int count() {
        return count;
    }

    public int currency(int index) {
        return currencies[index];
    }

    public long cashAtE8(int index) {
        return sumsE8[index * KINDS + CASH];
    }

    public long dayOpenAtE8(int index) {
        return sumsE8[index * KINDS + DAY_OPEN];
    }

    public long flowsAtE8(int index) {
        return sumsE8[index * KINDS + FLOWS];
    }

    public long pendingAtE8(int index) {
        return sumsE8[index * KINDS + PENDING];
    }

    /** Sets the sums of one currency; a snapshot's come in their order. */
    public void restore(int currency, long cashE8, long dayOpenE8, long flowsE8, long pendingE8) {
        int at = slot(currency) * KINDS;
        sumsE8[at + CASH] = cashE8;
        sumsE8[at + DAY_OPEN] = dayOpenE8;
        sumsE8[at + FLOWS] = flowsE8;
        sumsE8[at + PENDING] = pendingE8;
    }

    long hash(long seed) {
        long h = StateHash.add(seed, count);
        for (int i = 0; i < count; i++) {
            h = StateHash.add(h, currencies[i]);
            for (int kind = 0; kind < KINDS; kind++) {
                h = StateHash.add(h, sumsE8[i * KINDS + kind]);
            }
        }
        return h;
    }
}
