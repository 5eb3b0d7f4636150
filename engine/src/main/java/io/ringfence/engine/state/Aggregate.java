package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import java.util.Arrays;

/**
 * Sums over the accounts of a group, or over all of them: one sum per symbol, kept as positions change, without netting
 * between accounts (gates.md section 3). Money is summed by currency and turned into the house's where it is read.
 */
public final class Aggregate extends Tracked {
    private static final long SALT = 4;

    public final int id;
    public final String name;
    public final LimitSet limits = new LimitSet();

    public final CurrencySums money = new CurrencySums();
    /** In house currency; without what {@link CurrencySums} still holds of deposits in other currencies. */
    public long hwmE8;

    public boolean dayLatched;
    public boolean drawdownLatched;
    public int usedSlots;

    private Account[] members = new Account[4];
    private int memberCount;
    private long[] worstE8 = new long[16];
    private long[] longE8 = new long[16];
    private long[] shortE8 = new long[16];
    private long[] netE8 = new long[16];
    private int symbols;

    public Aggregate(int id, String name) {
        this.id = id;
        this.name = name;
    }

    public void addMember(Account account) {
        members = memberCount == members.length ? Arrays.copyOf(members, memberCount * 2) : members;
        members[memberCount++] = account;
    }

    /** The accounts that are summed, in the order in which they joined. */
    public int memberCount() {
        return memberCount;
    }

    public Account member(int index) {
        return members[index];
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
        long h = money.hash(StateHash.add(StateHash.mix(SALT, id), name.hashCode()));
        h = StateHash.add(StateHash.add(h, hwmE8), (dayLatched ? 1 : 0) | (drawdownLatched ? 2 : 0));
        h = StateHash.add(StateHash.add(h, usedSlots), memberCount);
        for (int i = 0; i < memberCount; i++) {
            h = StateHash.add(h, members[i].id);
        }
        for (int i = 0; i < symbols; i++) {
            if ((worstE8[i] | longE8[i] | shortE8[i] | netE8[i]) != 0) {
                h = StateHash.add(StateHash.add(StateHash.add(h, i), worstE8[i]), longE8[i]);
                h = StateHash.add(StateHash.add(h, shortE8[i]), netE8[i]);
            }
        }
        return StateHash.mix(StateHash.add(h, limits.hash(rescan)), id);
    }

    /**
     * Equity of all accounts at marks, in house currency, rounded down.
     *
     * @throws UnpricedException when a mark or a rate that it needs was never known
     */
    public long equityE8(EngineState state) {
        long equity = money.cashE8(state);
        for (int i = 0; i < symbols; i++) {
            long net = netE8[i];
            if (net != 0) {
                long rate = state.houseRateE8(state.instruments.get(i).quoteCurrency);
                long mark = UnpricedException.require(state.instruments.get(i).market.markE8);
                equity = Fixed.add(equity, Valuation.valueE8(net, mark, rate));
            }
        }
        return equity;
    }

    /** The high-water mark with every deposit in it, in house currency, rounded up. */
    public long highWaterE8(EngineState state) {
        return Fixed.add(hwmE8, money.pendingE8(state));
    }

    /** Sets the mark, in which all deposits now are. */
    public void setHighWater(long markE8) {
        hwmE8 = markE8;
        money.clearPending();
    }

    /** Moves the mark by a deposit or withdrawal: at once in house currency, else as soon as the rate is known. */
    public void shiftHighWater(EngineState state, int currency, long amountE8) {
        if (currency == state.houseCurrency()) {
            hwmE8 = Fixed.add(hwmE8, amountE8);
        } else {
            money.addPending(currency, amountE8);
        }
    }
}
