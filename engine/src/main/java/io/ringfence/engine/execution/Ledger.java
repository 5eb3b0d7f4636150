package io.ringfence.engine.execution;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Exposures;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.Fixed;

/**
 * Books fills: position, average cost, realized profit, cash and fees (gates.md section 9, "Money"). Purchases and fees
 * round up, proceeds down. A fill is never refused: what does not fit is fail-stop.
 */
public final class Ledger {
    private final EngineState state;
    private final Exposures exposures;

    public Ledger(EngineState state, Exposures exposures) {
        this.state = state;
        this.exposures = exposures;
    }

    /** Books one side of a trade; returns the fee in account currency. */
    public long fill(Order order, long priceE8, long quantityE8, long feePpm) {
        Account account = state.account(order.accountId);
        Instrument instrument = state.instruments.get(order.symbolId);
        long rate = rate(instrument, account);
        long notional = notional(priceE8, quantityE8, rate, order.isBuy());
        long fee = Fixed.mulCeil(notional, feePpm, Fixed.PPM);
        cost(order.position, order.isBuy(), priceE8, quantityE8, rate, fee);
        cost(order.strategyPosition, order.isBuy(), priceE8, quantityE8, rate, fee);
        exposures.fill(order, quantityE8);
        exposures.cash(account, Fixed.subtract(order.isBuy() ? -notional : notional, fee));
        account.feesE8 = Fixed.add(account.feesE8, fee);
        account.traded = true;
        order.filledNotionalE8 = Fixed.add(order.filledNotionalE8, Fixed.mulFloor(priceE8, quantityE8));
        return fee;
    }

    private long rate(Instrument instrument, Account account) {
        long rate = state.rateE8(instrument, account);
        if (rate == Fixed.ABSENT) {
            throw new IllegalStateException("no currency rate for a fill in " + instrument.name);
        }
        return rate;
    }

    private static long notional(long priceE8, long quantityE8, long rateE8, boolean up) {
        long value = up ? Fixed.mulCeil(priceE8, quantityE8) : Fixed.mulFloor(priceE8, quantityE8);
        if (rateE8 == Fixed.SCALE) {
            return value;
        }
        return up ? Fixed.mulCeil(value, rateE8) : Fixed.mulFloor(value, rateE8);
    }

    /** Average cost: opening adds cost, closing takes its share out and realizes, a flip restarts at the fill price. */
    private static void cost(
            @org.jspecify.annotations.Nullable Position position,
            boolean buy,
            long priceE8,
            long quantityE8,
            long rateE8,
            long feeE8) {
        if (position == null) {
            return;
        }
        position.feesE8 = Fixed.add(position.feesE8, feeE8);
        long held = position.posE8;
        boolean opens = held == 0 || (held > 0) == buy;
        if (opens) {
            long value = notional(priceE8, quantityE8, rateE8, buy);
            position.costE8 = Fixed.add(position.costE8, buy ? value : -value);
            return;
        }
        long closed = Math.min(quantityE8, Math.abs(held));
        long costPart = Fixed.mulFloor(Math.abs(position.costE8), closed, Math.abs(held));
        long value = notional(priceE8, closed, rateE8, buy);
        position.realizedE8 = Fixed.add(position.realizedE8, buy ? costPart - value : value - costPart);
        position.costE8 += buy ? costPart : -costPart;
        long rest = quantityE8 - closed;
        if (rest > 0) {
            long restValue = notional(priceE8, rest, rateE8, buy);
            position.costE8 = buy ? restValue : -restValue;
        }
    }
}
