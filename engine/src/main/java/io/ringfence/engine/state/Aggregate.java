package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import java.util.Arrays;

/**
 * Sums over the accounts of a group, or over all of them: one sum per symbol, kept as positions change, without netting
 * between accounts (gates.md section 3).
 */
public final class Aggregate extends Tracked {
    private static final long SALT = 4;

    public final int id;
    public final String name;
    public final LimitSet limits = new LimitSet();

    public long cashE8;
    public long dayOpenEquityE8;
    public long netFlowsE8;
    public long hwmE8;
    public boolean dayLatched;
    public boolean drawdownLatched;
    public int usedSlots;

    private long[] worstE8 = new long[16];
    private long[] longE8 = new long[16];
    private long[] shortE8 = new long[16];
    private long[] netE8 = new long[16];
    private int symbols;

    public Aggregate(int id, String name) {
        this.id = id;
        this.name = name;
    }

    /** Takes one position's change: the new figures minus the old ones. */
    public void shift(int symbolId, long worst, long longSide, long shortSide, long net, int slots) {
        if (symbolId >= worstE8.length) {
            grow(symbolId);
        }
        symbols = Math.max(symbols, symbolId + 1);
        worstE8[symbolId] += worst;
        longE8[symbolId] += longSide;
        shortE8[symbolId] += shortSide;
        netE8[symbolId] += net;
        usedSlots += slots;
    }

    /** Symbols 0 to this, exclusive, may have a sum. */
    public int symbols() {
        return symbols;
    }

    public long worstE8(int symbolId) {
        return symbolId < symbols ? worstE8[symbolId] : 0;
    }

    public long longE8(int symbolId) {
        return symbolId < symbols ? longE8[symbolId] : 0;
    }

    public long shortE8(int symbolId) {
        return symbolId < symbols ? shortE8[symbolId] : 0;
    }

    public long netE8(int symbolId) {
        return symbolId < symbols ? netE8[symbolId] : 0;
    }

    private void grow(int symbolId) {
        int length = Math.max(symbolId + 1, worstE8.length * 2);
        worstE8 = Arrays.copyOf(worstE8, length);
        longE8 = Arrays.copyOf(longE8, length);
        shortE8 = Arrays.copyOf(shortE8, length);
        netE8 = Arrays.copyOf(netE8, length);
    }

    @Override
    long contentHash(boolean rescan) {
        long h = StateHash.add(StateHash.mix(SALT, id), name.hashCode());
        h = StateHash.add(StateHash.add(h, cashE8), dayOpenEquityE8);
        h = StateHash.add(StateHash.add(h, netFlowsE8), hwmE8);
        h = StateHash.add(StateHash.add(h, (dayLatched ? 1 : 0) | (drawdownLatched ? 2 : 0)), usedSlots);
        for (int i = 0; i < symbols; i++) {
            if ((worstE8[i] | longE8[i] | shortE8[i] | netE8[i]) != 0) {
                h = StateHash.add(StateHash.add(StateHash.add(h, i), worstE8[i]), longE8[i]);
                h = StateHash.add(StateHash.add(h, shortE8[i]), netE8[i]);
            }
        }
        return StateHash.mix(StateHash.add(h, limits.hash(rescan)), id);
    }

    /** The value of net positions at marks, in the common currency; used for group and global equity. */
    public long equityE8(Instruments instruments, int currency) {
        long equity = cashE8;
        for (int i = 0; i < symbols; i++) {
            long net = netE8[i];
            if (net != 0) {
                long rate = instruments.rateE8(instruments.get(i).quoteCurrency, currency);
                equity = Fixed.add(equity, Valuation.valueE8(net, instruments.get(i).market.markE8, rate));
            }
        }
        return equity;
    }
}
