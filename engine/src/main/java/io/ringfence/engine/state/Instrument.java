package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;

/** One tradable instrument or FX rate: its trading rules, and the market data that the gates read. */
public final class Instrument {
    public static final byte KIND_TRADABLE = 0;
    public static final byte KIND_FX = 1;

    public static final byte STATUS_TRADING = 0;

    public final int symbolId;
    public final String name;
    public byte kind;
    public long tickE8;
    public long lotE8;
    public long minQuantityE8;
    /** {@link Fixed#ABSENT} = none. */
    public long venueMaxQuantityE8 = Fixed.ABSENT;

    public long minNotionalE8;
    public int collarBps;
    public int quoteCurrency;

    public byte killLevel;
    public final MarketData market = new MarketData();

    public Instrument(int symbolId, String name) {
        this.symbolId = symbolId;
        this.name = name;
    }

    public long hash(long seed) {
        long h = StateHash.mix(StateHash.mix(seed, symbolId), kind);
        h = StateHash.mix(StateHash.mix(h, tickE8), lotE8);
        h = StateHash.mix(StateHash.mix(h, minQuantityE8), venueMaxQuantityE8);
        h = StateHash.mix(StateHash.mix(h, minNotionalE8), collarBps);
        h = StateHash.mix(StateHash.mix(h, quoteCurrency), killLevel);
        return market.hash(h);
    }
}
