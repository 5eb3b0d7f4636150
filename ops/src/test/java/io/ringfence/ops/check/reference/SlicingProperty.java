package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;
import java.util.Random;

/**
 * Slicing an order wins at most one lot, against gates 3 to 8 without 701 and 702.
 *
 * <p>The case is first brought to the property's ground: G1 and G2 pass (no kill, the fixture's own book), the order is
 * reducible (no FOK, no MinQty, reductions allowed), fat finger out of reach. Slices are orders that validation would
 * let through: whole lots, at least the instrument's minimum quantity and notional. Each approved slice is reserved in
 * full before the next is sent.
 */
final class SlicingProperty implements GateProperty {
    private static final String OUT_OF_REACH = "90000000000";
    private static final int MOST_SLICES = 4;

    private final Map<String, Object> defaults;
    private final GateEvaluator gates;

    SlicingProperty(Map<String, Object> defaults, GateEvaluator gates) {
        this.defaults = defaults;
        this.gates = gates;
    }

    @Override
    public Finding check(Map<String, Object> vector) {
        Map<String, Object> whole = reducible(vector);
        Outcome outcome = gates.evaluate(whole);
        if (!outcome.computed()) {
            return Finding.NOT_APPLICABLE;
        }
        RiskCase riskCase = RiskCase.of(defaults, whole);
        BigInteger lotE8 = riskCase.instrumentE8("lot");
        BigInteger leastE8 = leastSliceE8(riskCase, lotE8);
        if (Exact.less(riskCase.order().qtyE8(), leastE8.shiftLeft(1))) {
            return Finding.NOT_APPLICABLE;
        }
        BigInteger slicedE8 = approvedInSlicesE8(whole, riskCase.order(), lotE8, leastE8);
        BigInteger mostE8 = outcome.approvedE8().add(lotE8);
        return Finding.expect(
                !Exact.more(slicedE8, mostE8), () -> "sliced " + slicedE8 + ", whole " + outcome.approvedE8(), whole);
    }

    private static Map<String, Object> reducible(Map<String, Object> vector) {
        Map<String, Object> whole = Trees.deepCopy(vector);
        Map<String, Object> order = Trees.object(whole, "order");
        order.remove("tif");
        order.remove("min_qty");
        order.remove("allow_reduce");
        String symbol = Trees.text(order, "symbol").orElseThrow();
        Trees.set(whole, true, "config_overrides", "reduce_allowed");
        Trees.set(whole, OUT_OF_REACH, "config_overrides", "symbols", symbol, "max_order_qty");
        Trees.set(whole, OUT_OF_REACH, "config_overrides", "symbols", symbol, "max_order_notional");
        Map<String, Object> state = Trees.object(whole, "state");
        state.remove("kill");
        Trees.value(state, "books").map(Trees::asObject).ifPresent(books -> books.remove(symbol));
        return whole;
    }

    /** The smallest whole number of lots that meets the instrument's minimum quantity and notional. */
    private static BigInteger leastSliceE8(RiskCase riskCase, BigInteger lotE8) {
        BigInteger riskPriceE8 = new Exposure(riskCase).riskPriceE8();
        BigInteger byNotionalE8 = Exact.mulCeil(riskCase.instrumentE8("min_notional"), Exact.UNIT_E8, riskPriceE8);
        BigInteger leastE8 = byNotionalE8.max(riskCase.instrumentE8("min_qty")).max(lotE8);
        return Exact.mulCeil(leastE8, BigInteger.ONE, lotE8).multiply(lotE8);
    }

    private BigInteger approvedInSlicesE8(
            Map<String, Object> whole, OrderInput order, BigInteger lotE8, BigInteger leastE8) {
        Random random = GateProperties.random(whole);
        BigInteger unsentE8 = order.qtyE8();
        BigInteger approvedE8 = Exact.ZERO;
        for (int slice = 1; slice <= MOST_SLICES && !Exact.less(unsentE8, leastE8); slice++) {
            boolean last = slice == MOST_SLICES || Exact.less(unsentE8, leastE8.shiftLeft(1));
            BigInteger spareLots = Exact.floorDiv(unsentE8.subtract(leastE8), lotE8);
            BigInteger extraLots = last || spareLots.signum() == 0
                    ? spareLots
                    : new BigInteger(spareLots.bitLength(), random).mod(spareLots);
            BigInteger sliceE8 = leastE8.add(extraLots.multiply(lotE8));
            Map<String, Object> sent = GateProperties.withQuantity(whole, sliceE8);
            reserve(sent, order, approvedE8);
            approvedE8 = approvedE8.add(gates.evaluate(sent).approvedE8());
            unsentE8 = unsentE8.subtract(sliceE8);
        }
        return approvedE8;
    }

    private static void reserve(Map<String, Object> vector, OrderInput order, BigInteger reservedE8) {
        Map<String, Object> positions = Trees.object(Trees.object(vector, "state"), "positions");
        Holding own = Holding.of(Trees.object(positions, order.symbol()));
        String open = order.buy() ? "open_buy" : "open_sell";
        BigInteger openE8 = (order.buy() ? own.openBuyE8() : own.openSellE8()).add(reservedE8);
        Trees.set(vector, DecimalsE8.format(openE8), "state", "positions", order.symbol(), open);
    }
}
