package io.ringfence.engine.gates;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.PositionTable;
import io.ringfence.engine.state.UnpricedException;
import io.ringfence.engine.state.Valuation;
import io.ringfence.engine.units.Fixed;

/**
 * Gross, leverage and net limits of groups and of the house, in house currency, without netting between accounts. The
 * house answers with the one global code of the gate (611), whichever of its limits binds.
 */
final class HouseExposure {
    private static final int GATE = 6;

    void read(OrderContext order, Aggregate sums, byte scope, Readings readings) {
        if (!sums.limits.isEmpty()) {
            readGross(order, sums, scope, readings);
            readNet(order, sums, scope, readings);
        }
    }

    private static void readGross(OrderContext order, Aggregate sums, byte scope, Readings readings) {
        long absolute = sums.limits.getOr(LimitField.GROSS_ABS, Long.MAX_VALUE);
        long leverage = leverageCap(order, sums);
        long limit = Math.min(absolute, leverage);
        if (limit == Long.MAX_VALUE) {
            return;
        }
        int code = scope == Scope.GLOBAL ? 611 : leverage < absolute ? 602 : 601;
        long unit = unitE8(order, order.instrument.symbolId);
        long rest = restOf(order, sums);
        long allowed = TotalExposure.allowed(order, limit, rest, unit);
        long observed = Fixed.add(rest, TotalExposure.symbolGrossAfter(order, unit));
        Narrowest.size(GATE, code, observed, limit, allowed, readings, scope, sums.id);
    }

    private static long leverageCap(OrderContext order, Aggregate sums) {
        long bps = sums.limits.get(LimitField.MAX_LEVERAGE_BPS);
        return bps == Fixed.ABSENT
                ? Long.MAX_VALUE
                : Fixed.mulFloor(Math.max(0, sums.equityE8(order.state)), bps, Fixed.BPS);
    }

    /** Everything in the sums but the order's own account in the order's own symbol. */
    private static long restOf(OrderContext order, Aggregate sums) {
        long rest = 0;
        int own = order.instrument.symbolId;
        for (int symbolId = 0; symbolId < sums.symbols(); symbolId++) {
            long worst = sums.worstE8(symbolId) - (symbolId == own ? order.worstE8 : 0);
            if (worst != 0) {
                rest = Fixed.add(rest, Fixed.mulCeil(worst, unitE8(order, symbolId)));
            }
        }
        return rest;
    }

    /**
     * 603: the worst case of each account in the order's direction, 0 where it leans the other way, summed. Within an
     * account what offsets gives credit, between accounts it does not. Visits every open position of the scope, so it
     * costs what it is worth only where the limit is set.
     */
    private static void readNet(OrderContext order, Aggregate sums, byte scope, Readings readings) {
        long limit = sums.limits.get(LimitField.NET_ABS);
        if (limit == Fixed.ABSENT) {
            return;
        }
        long others = 0;
        for (int i = 0; i < sums.memberCount(); i++) {
            Account account = sums.member(i);
            if (account != order.account) {
                others = Fixed.add(others, Math.max(0, signed(order, account.positions(), -1)));
            }
        }
        int symbolId = order.instrument.symbolId;
        long unit = unitE8(order, symbolId);
        long own = signed(order, order.account.positions(), symbolId);
        long room = Fixed.subtract(Math.max(0, Fixed.subtract(limit, others)), own);
        long allowed = Sizing.allowed(order.quantityE8, order.currentE8, Math.max(0, -order.currentE8), room, unit);
        long after = Fixed.add(own, Fixed.mulCeil(Fixed.add(order.currentE8, order.quantityE8), unit));
        long observed = Fixed.add(others, Math.max(0, after));
        int code = scope == Scope.GLOBAL ? 611 : 603;
        Narrowest.size(GATE, code, observed, limit, allowed, readings, scope, sums.id);
    }

    /** Signed worst case of all symbols but one if every order on the order's side fills, in house currency. */
    private static long signed(OrderContext order, PositionTable positions, int exceptSymbolId) {
        long sum = 0;
        for (int i = 0; i < positions.usedCount(); i++) {
            Position position = positions.used(i);
            if (position.symbolId != exceptSymbolId) {
                long worst = order.isBuy()
                        ? Fixed.add(position.posE8, position.openBuyE8)
                        : Fixed.subtract(position.openSellE8, position.posE8);
                sum = Fixed.add(sum, Fixed.mulCeil(worst, unitE8(order, position.symbolId)));
            }
        }
        return sum;
    }

    /** V of a symbol in house currency, with the buffer of the order's account. */
    static long unitE8(OrderContext order, int symbolId) {
        Instrument instrument = order.state.instruments.get(symbolId);
        long mark = UnpricedException.require(instrument.market.markE8);
        long rate = order.state.houseRateE8(instrument.quoteCurrency);
        return Valuation.unitE8(mark, rate, order.account.limits.getOr(LimitField.EXPOSURE_BUFFER_BPS, 0));
    }
}
