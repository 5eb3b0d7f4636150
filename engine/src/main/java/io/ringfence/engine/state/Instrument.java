package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import org.jspecify.annotations.Nullable;

/** One tradable instrument or FX rate: its trading rules, and the market data that the gates read. */
public final class Instrument extends Tracked {
    public static final byte KIND_TRADABLE = 0;
    public static final byte KIND_FX = 1;

    public static final byte STATUS_TRADING = 0;

    private static final long SALT = 1;

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
    /** Set by the venue when it prepares for the instrument. */
    public @Nullable VenueBook venueBook;

    public Instrument(int symbolId, String name) {
        this.symbolId = symbolId;
        this.name = name;
    }

    @Override
    long contentHash(boolean rescan) {
        long h = StateHash.add(StateHash.mix(SALT, symbolId), name.hashCode());
        h = StateHash.add(StateHash.add(h, kind), tickE8);
        h = StateHash.add(StateHash.add(h, lotE8), minQuantityE8);
        h = StateHash.add(StateHash.add(h, venueMaxQuantityE8), minNotionalE8);
        h = StateHash.add(StateHash.add(h, collarBps), quoteCurrency);
        h = market.hash(StateHash.add(h, killLevel));
        return StateHash.mix(venueBook == null ? h : venueBook.hash(h), symbolId);
    }
}
