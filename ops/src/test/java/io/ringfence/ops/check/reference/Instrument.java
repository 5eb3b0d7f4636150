package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The ten instruments of generated vectors: the fixture's four and six whose prices lie orders of magnitude apart. */
record Instrument(String symbol, long midE8, long halfSpreadE8, long lotE8) {
    static final List<Instrument> ALL = List.of(
            new Instrument("BTC-USD", 6_000_000_000_000L, 500_000_000L, 10_000L),
            new Instrument("ETH-USD", 300_000_000_000L, 50_000_000L, 100_000L),
            new Instrument("SOL-USD", 15_000_000_000L, 5_000_000L, 1_000_000L),
            new Instrument("GLD-USD", 25_000_000_000L, 10_000_000L, 100_000_000L),
            new Instrument("ADA-USD", 45_123_457L, 10_001L, 100_000_000L),
            new Instrument("BRK-USD", 61_234_550_000_000L, 1_000_000_000L, 1_000_000L),
            new Instrument("EUR-USD", 108_000_000L, 5_000L, 1_000_000_000L),
            new Instrument("KSH-USD", 12_500L, 5L, 100_000_000_000L),
            new Instrument("NKY-USD", 3_850_025_000_000L, 250_000_000L, 10_000_000L),
            new Instrument("XAG-USD", 2_912_300_001L, 333_333L, 100_000_000L));

    private static final BigInteger POSITION_NOTIONAL_E8 = BigInteger.valueOf(18_000_000_000_000L);

    /** The fixture's defaults with the six further instruments added. */
    static Map<String, Object> defaults() {
        Map<String, Object> defaults = Trees.deepCopy(VectorFile.fixture().defaults());
        Map<String, Object> known = Trees.object(Trees.object(defaults, "config"), "symbols");
        for (Instrument instrument : ALL) {
            if (!known.containsKey(instrument.symbol)) {
                instrument.addTo(defaults);
            }
        }
        return defaults;
    }

    private void addTo(Map<String, Object> defaults) {
        String lot = DecimalsE8.format(BigInteger.valueOf(lotE8));
        setRow(defaults, "lot", lot);
        setRow(defaults, "min_qty", lot);
        setRow(defaults, "min_notional", "10");
        setRow(defaults, "max_order_qty", DecimalsE8.format(quantityE8(POSITION_NOTIONAL_E8.shiftLeft(1))));
        setRow(defaults, "max_order_notional", "150000");
        setRow(defaults, "pos_qty", DecimalsE8.format(quantityE8(POSITION_NOTIONAL_E8)));
        setBook(defaults, "bid", DecimalsE8.format(BigInteger.valueOf(midE8 - halfSpreadE8)));
        setBook(defaults, "ask", DecimalsE8.format(BigInteger.valueOf(midE8 + halfSpreadE8)));
        setBook(defaults, "age_ns", 0L);
        setBook(defaults, "ref", DecimalsE8.format(BigInteger.valueOf(midE8)));
        setBook(defaults, "gap", false);
        setBook(defaults, "gap_recovered_age_ns", JsonNull.NULL);
        setBook(defaults, "status", "TRADING");
    }

    private void setRow(Map<String, Object> defaults, String name, Object value) {
        Trees.set(defaults, value, "config", "symbols", symbol, name);
    }

    private void setBook(Map<String, Object> defaults, String name, Object value) {
        Trees.set(defaults, value, "state", "books", symbol, name);
    }

    /** The quantity a notional buys, in whole lots. */
    BigInteger quantityE8(BigInteger notionalE8) {
        BigInteger lot = BigInteger.valueOf(lotE8);
        BigInteger rawE8 = notionalE8.multiply(Exact.UNIT_E8).divide(BigInteger.valueOf(midE8));
        return rawE8.divide(lot).multiply(lot);
    }

    /** A random quantity worth up to about 400,000, in whole lots or, now and then, in units that are no lot. */
    BigInteger randomQuantityE8(Dice dice) {
        BigInteger notionalE8 = dice.chance(50)
                ? dice.bigBetween(1_000_000_000L, 12_000_000_000_000L)
                : dice.magnitude(45).add(BigInteger.valueOf(1_000_000_000L));
        BigInteger qtyE8 = quantityE8(notionalE8).max(BigInteger.valueOf(lotE8));
        return dice.chance(15) ? qtyE8.add(dice.bigBetween(1, lotE8 - 1)) : qtyE8;
    }
}
