package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;

/** What a {@link VenueBook} remembers, to be written down; each venue uses the fields that it has. */
public final class VenueBookMemory {
    /** Displayed sizes that fills have not used up (paper venue). */
    public long bidLeftE8;

    public long askLeftE8;

    /** {@link Fixed#ABSENT} before the first trade (match venue, as all that follow but the arrivals). */
    public long lastTradeE8 = Fixed.ABSENT;

    public long buyReferenceE8 = Fixed.ABSENT;
    public long sellReferenceE8 = Fixed.ABSENT;
    public int stopTrigger;
    public boolean externalPrices;
    public boolean stopsHeld;

    /** Orders that ever joined each queue. */
    public long bidArrivals;

    public long askArrivals;
    public long buyStopArrivals;
    public long sellStopArrivals;
}
