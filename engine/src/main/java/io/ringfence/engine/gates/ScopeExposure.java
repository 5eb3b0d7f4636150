package io.ringfence.engine.gates;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.PositionTable;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.state.UnpricedException;
import io.ringfence.engine.state.Valuation;
import io.ringfence.engine.units.Fixed;

/** The gross and net limits of a strategy, and the net limit of an account. */
final class ScopeExposure {
    private static final int GATE = 6;

    /** 601 and 603 of a strategy, on its own positions. */
    void readStrategy(OrderContext order, Strategy strategy, Readings readings) {
        Position own = strategy.positions.find(order.instrument.symbolId);
        long longSide = own == null ? 0 : Fixed.add(own.posE8, own.openBuyE8);
        long shortSide = own == null ? 0 : Fixed.subtract(own.openSellE8, own.posE8);
        long current = order.isBuy() ? longSide : shortSide;
        long gross = strategy.limits.get(LimitField.GROSS_ABS);
        if (gross != Fixed.ABSENT) {
            long other = Math.max(0, order.isBuy() ? shortSide : longSide);
            long worst = Math.max(other, Math.max(0, current));
            long rest = restOfStrategy(order, strategy);
            long allowed = Sizing.allowed(
                    order.quantityE8, current, worst - current, Fixed.subtract(gross, rest), order.unitE8);
            long after = Math.max(other, Fixed.add(current, order.quantityE8));
            long observed = Fixed.add(rest, Fixed.mulCeil(Math.max(0, after), order.unitE8));
            bindStrategy(order, 601, observed, gross, allowed, strategy, readings);
        }
        long net = strategy.limits.get(LimitField.NET_ABS);
        if (net != Fixed.ABSENT) {
            long others = signedOthers(order, strategy.positions);
            long allowed = Sizing.allowed(
                    order.quantityE8, current, Math.max(0, -current), Fixed.subtract(net, others), order.unitE8);
            long after = Fixed.mulCeil(Fixed.add(current, order.quantityE8), order.unitE8);
            bindStrategy(order, 603, Fixed.add(others, after), net, allowed, strategy, readings);
        }
    }

    private static long restOfStrategy(OrderContext order, Strategy strategy) {
        long rest = 0;
        for (int i = 0; i < strategy.positions.usedCount(); i++) {
            Position position = strategy.positions.used(i);
            if (position.symbolId != order.instrument.symbolId) {
                rest = Fixed.add(rest, Fixed.mulCeil(position.worstE8(), unitE8(order, position.symbolId)));
            }
        }
        return rest;
    }

    /** The strategy is narrower than the account, which was read before it: at equality it binds. */
    private static void bindStrategy(
            OrderContext order,
            int code,
            long observed,
            long limit,
            long allowed,
            Strategy strategy,
            Readings readings) {
        boolean ties = allowed == readings.allowedE8[GATE] && readings.scopeType[GATE] != Scope.STRATEGY;
        if (allowed < order.quantityE8 && (ties || allowed < readings.allowedE8[GATE])) {
            byte verdict = allowed > 0 ? Verdict.REDUCE : Verdict.REJECT;
            readings.set(GATE, verdict, code, observed, limit, allowed, Scope.STRATEGY, strategy.id);
        }
    }

    /**
     * Net limit of an account (603): the signed value if every order on the order's side fills, against the limit. For a
     * buy the sum of pos + openBuy, for a sell of openSell - pos.
     */
    void readNet(OrderContext order, long limit, Readings readings) {
        long others = signedOthers(order, order.account.positions());
        long allowed = Sizing.allowed(
                order.quantityE8,
                order.currentE8,
                Math.max(0, -order.currentE8),
                Fixed.subtract(limit, others),
                order.unitE8);
        long after = Fixed.mulCeil(Fixed.add(order.currentE8, order.quantityE8), order.unitE8);
        Narrowest.size(GATE, 603, Fixed.add(others, after), limit, allowed, readings, Scope.ACCOUNT, order.account.id);
    }

    private static long signedOthers(OrderContext order, PositionTable positions) {
        long others = 0;
        for (int i = 0; i < positions.usedCount(); i++) {
            Position position = positions.used(i);
            if (position.symbolId != order.instrument.symbolId) {
                long signed = order.isBuy()
                        ? Fixed.add(position.posE8, position.openBuyE8)
                        : Fixed.subtract(position.openSellE8, position.posE8);
                others = Fixed.add(others, Fixed.mulCeil(signed, unitE8(order, position.symbolId)));
            }
        }
        return others;
    }

    /** V of another symbol for the order's account; throws when it was never priced. */
    static long unitE8(OrderContext order, int symbolId) {
        Account account = order.account;
        Instrument instrument = order.state.instruments.get(symbolId);
        long mark = UnpricedException.require(instrument.market.markE8);
        long rate = UnpricedException.require(order.state.rateE8(instrument, account));
        return Valuation.unitE8(mark, rate, account.limits.getOr(LimitField.EXPOSURE_BUFFER_BPS, 0));
    }
}
