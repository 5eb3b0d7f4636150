package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import io.ringfence.engine.units.FixedOverflowException;

/**
 * Position and open orders of one account (or of one strategy of it) in one symbol, with its last valuation.
 *
 * <p>{@code openBuyE8} and {@code openSellE8} are the leaves of every order that may still fill (gates.md section 3).
 * The valuation is cached: it is computed again only when the mark, the rate, the buffer or the quantities changed.
 */
public final class Position extends Tracked {
    public final int symbolId;
    /** Tells the positions of different owners apart in the state's hash. */
    private final long ownerSalt;

    public long posE8;
    public long openBuyE8;
    public long openSellE8;
    /** Signed cost of the open quantity: average price times {@code posE8}. */
    public long costE8;

    public long realizedE8;
    public long feesE8;

    /** V: worst-case value of one unit, in account currency. 0 until first valued. */
    public long unitE8;
    /** L and S at the unit value, rounded up. */
    public long longValueE8;

    public long shortValueE8;
    /** pos * mark * fx, rounded down. */
    public long valueE8;

    public boolean grossOverflow;
    public boolean valueOverflow;
    public boolean priced;

    /** Whether this entry currently stands in the account's list of used slots. */
    boolean listed;

    private long valuedMarkE8;
    private long valuedRateE8;
    private long valuedBufferBps;
    private boolean stale = true;

    /** A position that belongs to nobody, for a preview. */
    public Position(int symbolId) {
        this(symbolId, 0);
    }

    Position(int symbolId, long ownerSalt) {
        this.symbolId = symbolId;
        this.ownerSalt = ownerSalt;
    }

    /** A slot is used by a position or by an order that may still fill (gate 5). */
    public boolean isUsed() {
        return (posE8 | openBuyE8 | openSellE8) != 0;
    }

    /** L: worst-case long quantity. */
    public long longE8() {
        return Math.max(0, posE8 + openBuyE8);
    }

    /** S: worst-case short quantity. */
    public long shortE8() {
        return Math.max(0, openSellE8 - posE8);
    }

    public long worstE8() {
        return Math.max(longE8(), shortE8());
    }

    /** E: gross exposure, worst case. */
    public long grossE8() {
        return Math.max(longValueE8, shortValueE8);
    }

    /** To be called after every change of a quantity. */
    public void touched() {
        stale = true;
    }

    /** Values the position at a mark; cheap when nothing changed since the last call. */
    public void value(long markE8, long rateE8, long bufferBps) {
        if (!stale && markE8 == valuedMarkE8 && rateE8 == valuedRateE8 && bufferBps == valuedBufferBps) {
            return;
        }
        stale = false;
        valuedMarkE8 = markE8;
        valuedRateE8 = rateE8;
        valuedBufferBps = bufferBps;
        priced = markE8 != Fixed.ABSENT && rateE8 != Fixed.ABSENT;
        grossOverflow = false;
        valueOverflow = false;
        unitE8 = 0;
        longValueE8 = 0;
        shortValueE8 = 0;
        valueE8 = 0;
        if (priced) {
            revalue(markE8, rateE8, bufferBps);
        }
    }

    private void revalue(long markE8, long rateE8, long bufferBps) {
        try {
            unitE8 = Valuation.unitE8(markE8, rateE8, bufferBps);
            longValueE8 = Fixed.mulCeil(longE8(), unitE8);
            shortValueE8 = Fixed.mulCeil(shortE8(), unitE8);
        } catch (FixedOverflowException e) {
            grossOverflow = true;
        }
        try {
            valueE8 = posE8 == 0 ? 0 : Valuation.valueE8(posE8, markE8, rateE8);
        } catch (FixedOverflowException e) {
            valueOverflow = true;
        }
    }

    /** A position that was touched and never held anything counts as none. */
    @Override
    long contentHash(boolean rescan) {
        if ((posE8 | openBuyE8 | openSellE8 | costE8 | realizedE8 | feesE8) == 0) {
            return 0;
        }
        long h = StateHash.add(StateHash.add(StateHash.mix(ownerSalt, symbolId), posE8), openBuyE8);
        h = StateHash.add(StateHash.add(h, openSellE8), costE8);
        return StateHash.mix(StateHash.add(StateHash.add(h, realizedE8), feesE8), symbolId);
    }
}
