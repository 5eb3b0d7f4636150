package io.ringfence.engine.gates;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.state.Valuation;
import io.ringfence.engine.units.Fixed;
import org.jspecify.annotations.Nullable;

/**
 * One order as the eight gates see it: what it asks for, and the account and market it meets (gates.md section 3).
 * Gathered once per order; the gates only read it, except that gate 4 leaves its scale for gates 6 to 8.
 */
public final class OrderContext {
    public EngineState state;
    public Account account;
    public Instrument instrument;
    public @Nullable Strategy strategy;
    public AccountValue value = new AccountValue();

    public byte side;
    public byte type;
    public int sessionId;
    /** q: what the gates decide on; for a replace the increment. */
    public long quantityE8;
    /** The whole quantity, for the fat-finger checks. */
    public long totalQuantityE8;

    public long limitPriceE8;
    public long stopPriceE8;
    public boolean reduceOnly;

    /** Account equity, in account currency. */
    public long equityE8;

    public boolean hasMark;
    /** V: worst-case value of one unit. */
    public long unitE8;
    /** rp: the price at which an order's size is measured. */
    public long orderPriceE8;

    public long posE8;
    public long openBuyE8;
    public long openSellE8;
    /** cur: signed worst case on the order's side, before the order. */
    public long currentE8;
    /** max(L, S) before the order. */
    public long worstE8;
    /** Worst case on the other side: S for a buy, L for a sell. */
    public long otherSideE8;
    /** What of the quantity only reduces. */
    public long reducePartE8;
    /** Gate 2 judges a replace by its whole new leaves. */
    public boolean strictForData;

    /** E of the order's own symbol, before the order. */
    public long symbolGrossE8;
    /** Left by gate 4 for gates 6 to 8: 10,000 = unscaled. */
    public long scaleBps;

    /** The context is always bound before a gate reads it. */
    public OrderContext(EngineState state, Account account, Instrument instrument) {
        this.state = state;
        this.account = account;
        this.instrument = instrument;
    }

    public boolean isBuy() {
        return side == Order.BUY;
    }

    /** Cannot flip the position even if everything fills. */
    public boolean isStrict() {
        return reducePartE8 == quantityE8;
    }

    /**
     * Takes who and what of an order; quantities and prices are the caller's, because a replace asks for its increment
     * alone.
     */
    public void take(Order order, Account owner, int session) {
        account = owner;
        instrument = state.instruments.get(order.symbolId);
        strategy = state.strategy(order.strategyId);
        side = order.side;
        type = order.type;
        sessionId = session;
    }

    /** Values the position that the order meets as the account values it. */
    public void value(Position position) {
        position.value(
                instrument.market.markE8,
                state.rateE8(instrument, account),
                account.limits.getOr(LimitField.EXPOSURE_BUFFER_BPS, 0));
    }

    /** Binds an order to account and market. Throws on overflow: the caller turns that into ERROR. */
    public void bind(Position position, long equity) {
        equityE8 = equity;
        scaleBps = Fixed.BPS;
        posE8 = position.posE8;
        openBuyE8 = position.openBuyE8;
        openSellE8 = position.openSellE8;
        classify();
        symbolGrossE8 = position.grossE8();
        bindPrices();
    }

    private void classify() {
        long signedLong = Fixed.add(posE8, openBuyE8);
        long signedShort = Fixed.subtract(openSellE8, posE8);
        long longSide = Math.max(0, signedLong);
        long shortSide = Math.max(0, signedShort);
        currentE8 = isBuy() ? signedLong : signedShort;
        otherSideE8 = isBuy() ? shortSide : longSide;
        worstE8 = Math.max(longSide, shortSide);
        reducePartE8 = reducePart(quantityE8, isBuy() ? openBuyE8 : openSellE8);
        strictForData = isStrict();
    }

    /** min(q, max(0, opposite position - own side's open quantity)). */
    public long reducePart(long quantity, long openOwnSide) {
        long opposite = isBuy() ? -posE8 : posE8;
        return Math.min(quantity, Math.max(0, Fixed.subtract(opposite, openOwnSide)));
    }

    /**
     * Whether the order's own value is more than a 64th of what fits a long. A gate that errs on such an order was brought
     * to it by the client's number, which must not trip anything (gates.md section 9).
     */
    public boolean isEnormous() {
        long price = Math.max(Math.max(limitPriceE8, stopPriceE8), instrument.market.markE8);
        return price > 0 && Math.multiplyHigh(totalQuantityE8, price) >= Fixed.SCALE / 128;
    }

    private void bindPrices() {
        long mark = instrument.market.markE8;
        long rate = state.rateE8(instrument, account);
        hasMark = mark != Fixed.ABSENT && rate != Fixed.ABSENT;
        if (!hasMark) {
            return;
        }
        unitE8 = Valuation.unitE8(mark, rate, account.limits.getOr(LimitField.EXPOSURE_BUFFER_BPS, 0));
        long price = limitPriceE8 != Fixed.ABSENT ? limitPriceE8 : stopPriceE8;
        if (price == Fixed.ABSENT) {
            long buffer = account.limits.getOr(LimitField.MARKET_BUFFER_BPS, 0);
            price = Fixed.mulCeil(mark, Fixed.BPS + buffer, Fixed.BPS);
        }
        orderPriceE8 = Math.max(rate == Fixed.SCALE ? price : Fixed.mulCeil(price, rate), unitE8);
    }
}
