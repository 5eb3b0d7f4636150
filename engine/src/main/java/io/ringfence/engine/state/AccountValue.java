package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import io.ringfence.engine.units.FixedOverflowException;

/**
 * What an account is worth and exposes now: one pass over its used slots, by ascending symbol id. Preallocated; valid
 * until the next call of {@link #of}.
 */
public final class AccountValue {
    /** cash + sum of pos * mark * fx; only of priced positions when {@link #unpriced}. */
    public long equityE8;
    /** Sum of E over all symbols. */
    public long grossE8;
    /** A held symbol was never priced: gates 3, 4, 6 and 8 can not tell. */
    public boolean unpriced;

    public boolean equityOverflow;
    public boolean grossOverflow;

    public AccountValue of(Account account, EngineState state) {
        long buffer = account.limits.getOr(LimitField.EXPOSURE_BUFFER_BPS, 0);
        PositionTable positions = account.positions();
        long equity = account.cashE8;
        long gross = 0;
        unpriced = false;
        equityOverflow = false;
        grossOverflow = false;
        for (int i = 0; i < positions.usedCount(); i++) {
            Position position = positions.used(i);
            Instrument instrument = state.instruments.get(position.symbolId);
            position.value(instrument.market.markE8, state.rateE8(instrument, account), buffer);
            unpriced |= !position.priced;
            equityOverflow |= position.valueOverflow;
            grossOverflow |= position.grossOverflow;
            equity = addOrMark(equity, position.valueE8, true);
            gross = addOrMark(gross, position.grossE8(), false);
        }
        equityE8 = equity;
        grossE8 = gross;
        return this;
    }

    private long addOrMark(long sum, long value, boolean isEquity) {
        try {
            return Fixed.add(sum, value);
        } catch (FixedOverflowException e) {
            equityOverflow |= isEquity;
            grossOverflow |= !isEquity;
            return sum;
        }
    }
}
