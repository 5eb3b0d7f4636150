package io.ringfence.ops.export;

import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.DecisionProbe;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.units.Fixed;

/**
 * What an order met when it was decided, taken at that very moment of the replay. The record does not store it: it
 * follows from everything before (gates.md section 7).
 */
final class DecisionContext implements DecisionProbe {
    private static final long NEVER = Long.MIN_VALUE;

    boolean present;
    private String orderClass = "";
    private long reducePartE8;
    private long bidE8;
    private long bidQuantityE8;
    private long askE8;
    private long askQuantityE8;
    private long referenceE8;
    private long bookSequence;
    private long bookAgeNanos;
    private long markE8;
    private long rateE8;
    private long posE8;
    private long openBuyE8;
    private long openSellE8;
    private long unitE8;
    private long orderPriceE8;
    private long equityE8;
    private long grossE8;
    private long hwmE8;
    private long dayOpenEquityE8;
    private long netFlowsE8;
    private boolean dayLatched;
    private boolean drawdownLatched;
    private long scaleBps;
    private long configVersion;
    private long limitsVersion;
    private long limitsHash;

    @Override
    public void decided(OrderContext order, Readings readings, Decision decision) {
        present = true;
        orderClass = order.isStrict() ? "strict_reduce" : order.reducePartE8 > 0 ? "mixed" : "increase";
        reducePartE8 = order.reducePartE8;
        EngineState state = order.state;
        market(order, state);
        posE8 = order.posE8;
        openBuyE8 = order.openBuyE8;
        openSellE8 = order.openSellE8;
        unitE8 = order.hasMark ? order.unitE8 : Fixed.ABSENT;
        orderPriceE8 = order.hasMark ? order.orderPriceE8 : Fixed.ABSENT;
        equityE8 = order.equityE8;
        grossE8 = order.value.grossE8;
        scaleBps = order.scaleBps;
        Account account = order.account;
        hwmE8 = account.hwmE8;
        dayOpenEquityE8 = account.dayOpenEquityE8;
        netFlowsE8 = account.netFlowsE8;
        dayLatched = account.dayLatched;
        drawdownLatched = account.drawdownLatched;
        configVersion = state.configVersion;
        limitsVersion = state.limitsVersion;
        limitsHash = account.limits.hash(true);
    }

    private void market(OrderContext order, EngineState state) {
        MarketData market = order.instrument.market;
        bidE8 = market.bidE8;
        bidQuantityE8 = bidE8 == Fixed.ABSENT ? Fixed.ABSENT : market.bidQuantityE8;
        askE8 = market.askE8;
        askQuantityE8 = askE8 == Fixed.ABSENT ? Fixed.ABSENT : market.askQuantityE8;
        referenceE8 = market.referenceE8;
        bookSequence = market.bookSequence;
        bookAgeNanos = market.bookAtNanos == NEVER ? Fixed.ABSENT : state.nowNanos - market.bookAtNanos;
        markE8 = market.markE8;
        rateE8 = state.rateE8(order.instrument, order.account);
    }

    void writeClass(Row row) {
        if (present) {
            row.text("order_class", orderClass).decimal("reduce_part", reducePartE8);
        } else {
            row.blank("order_class").blank("reduce_part");
        }
    }

    /** The columns from bid to limits_hash. */
    void writeState(Row row) {
        if (!present) {
            row.blankUntil("logic_version");
            return;
        }
        row.decimal("bid", bidE8)
                .decimal("bid_qty", bidQuantityE8)
                .decimal("ask", askE8)
                .decimal("ask_qty", askQuantityE8)
                .decimal("reference", referenceE8)
                .whole("book_seq", bookSequence)
                .optional("book_age_ns", bookAgeNanos)
                .decimal("mark", markE8)
                .decimal("fx", rateE8)
                .decimal("pos", posE8)
                .decimal("open_buy", openBuyE8)
                .decimal("open_sell", openSellE8)
                .decimal("unit_value", unitE8)
                .decimal("order_price", orderPriceE8)
                .decimal("equity", equityE8)
                .decimal("gross", grossE8)
                .decimal("high_water_mark", hwmE8)
                .decimal("day_open_equity", dayOpenEquityE8)
                .decimal("net_flows", netFlowsE8)
                .flag("day_latched", dayLatched)
                .flag("drawdown_latched", drawdownLatched)
                .whole("scale_bps", scaleBps)
                .whole("config_version", configVersion)
                .whole("limits_version", limitsVersion)
                .text("limits_hash", Row.hex(limitsHash));
    }
}
