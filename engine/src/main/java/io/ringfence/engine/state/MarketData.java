package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;

/** What is known of one symbol's market: the journaled top of book, the reference, feed and trading status. */
public final class MarketData {
    /** {@link Fixed#ABSENT} when the side is missing now. */
    public long bidE8 = Fixed.ABSENT;

    public long askE8 = Fixed.ABSENT;
    public long bidQuantityE8;
    public long askQuantityE8;
    /** Stamp of the last quote; {@link Long#MIN_VALUE} = none since start. */
    public long bookAtNanos = Long.MIN_VALUE;

    public long bookSequence;

    /** mid of the last two-sided book: the mark. {@link Fixed#ABSENT} = never priced. */
    public long markE8 = Fixed.ABSENT;

    /** Marks of a while ago, for the moving collar; empty unless that is set. */
    public final PastPrice past = new PastPrice();

    /** Last trade or reference; {@link Fixed#ABSENT} = none. */
    public long referenceE8 = Fixed.ABSENT;

    public long referenceAtNanos = Long.MIN_VALUE;
    /** The reference does not age (configured opening reference, match venue without a feed). */
    public boolean referenceAges = true;

    /** Whether an old book is stale; false on a match venue that has no feed. */
    public boolean bookAges = true;

    /** A configured opening reference stands in for a book that does not exist yet (match venue). */
    public boolean seeded;

    public boolean gapOpen;
    public long gapHealedAtNanos = Long.MIN_VALUE;
    public byte status;

    /** floor((bid + ask) / 2) without overflow. */
    public static long mid(long bidE8, long askE8) {
        return (bidE8 & askE8) + ((bidE8 ^ askE8) >> 1);
    }

    public boolean isTwoSided() {
        return bidE8 != Fixed.ABSENT && askE8 != Fixed.ABSENT;
    }

    /** Takes a quote; the mark moves only with a two-sided book. */
    public void quote(long bid, long bidQuantity, long ask, long askQuantity, long atNanos) {
        bidE8 = bid;
        askE8 = ask;
        bidQuantityE8 = bidQuantity;
        askQuantityE8 = askQuantity;
        bookAtNanos = atNanos;
        bookSequence++;
        if (isTwoSided()) {
            markE8 = mid(bid, ask);
        }
    }

    /** Keeps the present mark for the moving collar. */
    public void keepMark(long atNanos, long windowNanos) {
        past.note(markE8, atNanos, windowNanos);
    }

    public void reference(long priceE8, long atNanos) {
        referenceE8 = priceE8;
        referenceAtNanos = atNanos;
        referenceAges = true;
    }

    /** A restart knows nothing of the book until the feed speaks again (201). */
    public void forgetBook() {
        bidE8 = Fixed.ABSENT;
        askE8 = Fixed.ABSENT;
        bidQuantityE8 = 0;
        askQuantityE8 = 0;
        bookAtNanos = Long.MIN_VALUE;
    }

    long hash(long seed) {
        long h = StateHash.add(StateHash.add(seed, bidE8), askE8);
        h = StateHash.add(StateHash.add(h, bidQuantityE8), askQuantityE8);
        h = StateHash.add(StateHash.add(h, bookAtNanos), bookSequence);
        h = StateHash.add(StateHash.add(h, markE8), referenceE8);
        h = StateHash.add(StateHash.add(h, referenceAtNanos), gapHealedAtNanos);
        int flags = (referenceAges ? 1 : 0) | (bookAges ? 2 : 0) | (seeded ? 4 : 0) | (gapOpen ? 8 : 0);
        return past.hash(StateHash.add(StateHash.add(h, flags), status));
    }
}
