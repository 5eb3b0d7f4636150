package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.Map;

/** A random order, often one that closes, or closes and flips, the position it meets. */
final class RandomOrder {
    private final Dice dice;
    private final Map<String, Object> vector;

    RandomOrder(Dice dice, Map<String, Object> vector) {
        this.dice = dice;
        this.vector = vector;
    }

    void addTo(Instrument instrument) {
        Map<String, Object> positions = Trees.object(Trees.object(vector, "state"), "positions");
        Holding own = Holding.of(Trees.object(positions, instrument.symbol()));
        boolean closing = own.posE8().signum() != 0 && dice.chance(55);
        boolean buy = closing ? own.posE8().signum() < 0 : dice.chance(50);
        set("symbol", instrument.symbol());
        set("side", buy ? "BUY" : "SELL");
        BigInteger openE8 = buy ? own.openBuyE8() : own.openSellE8();
        BigInteger closableE8 = own.posE8().abs().subtract(openE8);
        boolean sized = closing && closableE8.signum() > 0;
        BigInteger qtyE8 = sized ? closingQuantity(instrument, closableE8) : instrument.randomQuantityE8(dice);
        set("qty", DecimalsE8.format(qtyE8.max(BigInteger.ONE)));
        addPrice(BigInteger.valueOf(instrument.midE8()));
        addInstructions(qtyE8);
    }

    private BigInteger closingQuantity(Instrument instrument, BigInteger closableE8) {
        return switch ((int) dice.between(0, 4)) {
            case 0 -> closableE8;
            case 1 -> closableE8.add(dice.nudge());
            case 2 -> closableE8.add(instrument.randomQuantityE8(dice));
            case 3 -> closableE8.shiftRight((int) dice.between(1, 4));
            default -> closableE8.add(BigInteger.valueOf(instrument.lotE8() * dice.between(-1, 1)));
        };
    }

    private void addPrice(BigInteger midE8) {
        BigInteger priceE8 = dice.chance(60)
                ? midE8
                : midE8.multiply(dice.bigBetween(9_000, 11_000))
                        .divide(Exact.BPS)
                        .add(dice.nudge());
        String price = DecimalsE8.format(priceE8);
        String type = dice.chance(70) ? "LIMIT" : dice.pick("MARKET", "MARKET", "STOP", "STOP_LIMIT");
        boolean limited = type.endsWith("LIMIT");
        set("price", limited ? price : JsonNull.NULL);
        set("type", type);
        if (type.startsWith("STOP")) {
            set("stop_price", DecimalsE8.format(priceE8.add(midE8.divide(Exact.BPS))));
        }
        if (dice.chance(25)) {
            set("tif", type.equals("MARKET") ? dice.pick("DAY", "IOC", "FOK") : dice.pick("DAY", "GTC", "IOC", "FOK"));
        }
    }

    private void addInstructions(BigInteger qtyE8) {
        if (dice.chance(10)) {
            set("reduce_only", dice.chance(85));
        }
        if (dice.chance(10)) {
            set("allow_reduce", dice.chance(50));
        }
        if (dice.chance(8)) {
            set("min_qty", DecimalsE8.format(qtyE8.shiftRight((int) dice.between(0, 5))));
        }
    }

    private void set(String name, Object value) {
        Trees.set(vector, value, "order", name);
    }
}
