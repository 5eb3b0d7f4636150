package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Section 3 for one order: worst cases, valuation, the room the order asks for, and its class. */
final class Exposure {
    private final RiskCase riskCase;
    private final OrderInput order;
    private final Holding own;
    private final SortedMap<String, Holding> others;
    private final Map<String, Book> books = new HashMap<>();
    private final Map<String, BigInteger> valuationsE8 = new HashMap<>();

    Exposure(RiskCase riskCase) {
        this.riskCase = riskCase;
        this.order = riskCase.order();
        SortedMap<String, Holding> holdings = riskCase.holdings();
        this.own = holdings.getOrDefault(order.symbol(), new Holding(Exact.ZERO, Exact.ZERO, Exact.ZERO));
        this.others = new TreeMap<>(holdings);
        others.remove(order.symbol());
        others.values().removeIf(holding -> !holding.usesSlot());
    }

    BigInteger qtyE8() {
        return order.qtyE8();
    }

    Holding own() {
        return own;
    }

    /** The other symbols that use a slot, by ascending name. */
    SortedMap<String, Holding> others() {
        return others;
    }

    private Book book(String symbol) {
        return books.computeIfAbsent(symbol, riskCase::book);
    }

    boolean orderSymbolPriced() {
        return book(order.symbol()).twoSided();
    }

    /** Section 5.3: is every symbol with a position or an open order priced? */
    boolean allHeldPriced() {
        return others.keySet().stream().allMatch(symbol -> book(symbol).twoSided());
    }

    /** Section 3: {@code cur = BUY ? pos+openBuy : openSell-pos}, signed, before the order. */
    BigInteger currentE8() {
        return Exact.fit(
                order.buy()
                        ? own.posE8().add(own.openBuyE8())
                        : own.openSellE8().subtract(own.posE8()));
    }

    /** {@code cur+q}: where the order's side could end. */
    BigInteger sideAfterE8() {
        return Exact.fit(currentE8().add(order.qtyE8()));
    }

    /** Section 3: {@code reducePart = min(q, max(0, (BUY ? -pos : pos) - (BUY ? openBuy : openSell)))}. */
    BigInteger reducePartE8() {
        BigInteger closable = order.buy()
                ? own.posE8().negate().subtract(own.openBuyE8())
                : own.posE8().subtract(own.openSellE8());
        return order.qtyE8().min(Exact.atLeastZero(closable));
    }

    OrderClass orderClass() {
        BigInteger reducePartE8 = reducePartE8();
        if (reducePartE8.equals(order.qtyE8())) {
            return OrderClass.STRICT_REDUCE;
        }
        return reducePartE8.signum() == 0 ? OrderClass.INCREASE : OrderClass.MIXED;
    }

    /** Section 3: {@code V = ceil(mark*(1e4+bufferBps)/1e4)}; fx is 1 in the vectors. */
    BigInteger valuationE8(String symbol) {
        return valuationsE8.computeIfAbsent(symbol, name -> bufferedMidE8(name, "exposure_buffer_bps"));
    }

    private BigInteger bufferedMidE8(String symbol, String bufferName) {
        BigInteger factor = Exact.BPS.add(riskCase.settingOrZero(bufferName));
        return Exact.mulCeil(book(symbol).midE8(), factor, Exact.BPS);
    }

    BigInteger ownValuationE8() {
        return valuationE8(order.symbol());
    }

    /** Section 3: {@code E = mulCeil(max(L,S),V,1e8)}. */
    BigInteger grossE8(String symbol, Holding holding) {
        return Exact.mulCeil(holding.worstE8(), valuationE8(symbol), Exact.UNIT_E8);
    }

    /** Section 4, G6: {@code rest = sum(E)-E[s]}. */
    BigInteger restGrossE8() {
        BigInteger restE8 = Exact.ZERO;
        for (var other : others.entrySet()) {
            restE8 = restE8.add(grossE8(other.getKey(), other.getValue()));
        }
        return Exact.fit(restE8);
    }

    /** All symbols' gross after the order: {@code rest + mulCeil(max(L,S,cur+q),V,1e8)} (vector G1-1, G6-1). */
    BigInteger grossAfterE8() {
        BigInteger worstAfterE8 = own.worstE8().max(sideAfterE8());
        return Exact.fit(restGrossE8().add(Exact.mulCeil(worstAfterE8, ownValuationE8(), Exact.UNIT_E8)));
    }

    /** Section 4, G6: {@code allowed = min(q, max(nonIncr, sideMax-cur, 0))} under a cap on gross. */
    BigInteger allowedUnderGrossCapE8(BigInteger capE8) {
        BigInteger roomE8 = capE8.subtract(restGrossE8());
        BigInteger sideMaxE8 = Exact.atLeastZero(Exact.mulFloor(roomE8, Exact.UNIT_E8, ownValuationE8()));
        BigInteger nonIncreasingE8 = Exact.atLeastZero(own.worstE8().subtract(currentE8()));
        return allowedE8(nonIncreasingE8, sideMaxE8);
    }

    /** {@code min(q, max(nonIncr, sideMax-cur, 0))}, the formula G3, G6, G7 and G8 share. */
    BigInteger allowedE8(BigInteger nonIncreasingE8, BigInteger sideMaxE8) {
        BigInteger roomE8 = Exact.fit(sideMaxE8.subtract(currentE8()));
        return order.qtyE8().min(Exact.atLeastZero(nonIncreasingE8.max(roomE8)));
    }

    /** Section 3: {@code rp = max(limitPx or stopPx or ceil(mark*(1e4+marketBufferBps)/1e4), V)}. */
    BigInteger riskPriceE8() {
        BigInteger ownPriceE8 = order.limitPxE8()
                .or(order::stopPxE8)
                .orElseGet(() -> bufferedMidE8(order.symbol(), "market_buffer_bps"));
        return ownPriceE8.max(ownValuationE8());
    }

    /** {@code mulCeil(qty,rp,1e8)}: what a quantity of this order can cost. */
    BigInteger orderNotionalE8(BigInteger qtyE8) {
        return Exact.mulCeil(qtyE8, riskPriceE8(), Exact.UNIT_E8);
    }
}
