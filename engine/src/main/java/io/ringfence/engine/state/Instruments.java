package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All instruments by dense id, and the rates between currencies that FX instruments give. */
public final class Instruments {
    private Instrument[] byId = new Instrument[16];
    private int count;

    // Rate of one FX instrument: from its base currency to its quote currency.
    private int[] fxBase = new int[0];
    private int[] fxQuote = new int[0];
    private int[] fxSymbolId = new int[0];

    public int count() {
        return count;
    }

    public boolean has(int symbolId) {
        return symbolId >= 0 && symbolId < count;
    }

    public Instrument get(int symbolId) {
        return byId[symbolId];
    }

    public Instrument add(String name) {
        if (count == byId.length) {
            byId = Arrays.copyOf(byId, count * 2);
        }
        Instrument instrument = new Instrument(count, name);
        byId[count++] = instrument;
        return instrument;
    }

    /** Registers an FX instrument named like {@code EUR-USD}. */
    public void addRate(Instrument instrument, int baseCurrency, int quoteCurrency) {
        int n = fxBase.length;
        fxBase = Arrays.copyOf(fxBase, n + 1);
        fxQuote = Arrays.copyOf(fxQuote, n + 1);
        fxSymbolId = Arrays.copyOf(fxSymbolId, n + 1);
        fxBase[n] = baseCurrency;
        fxQuote[n] = quoteCurrency;
        fxSymbolId[n] = instrument.symbolId;
    }

    public int rateCount() {
        return fxBase.length;
    }

    public int rateBase(int index) {
        return fxBase[index];
    }

    public int rateQuote(int index) {
        return fxQuote[index];
    }

    public int rateSymbolId(int index) {
        return fxSymbolId[index];
    }

    /** The FX instrument from one currency to another, or null when none is defined or none is needed. */
    public @Nullable Instrument rateInstrument(int from, int to) {
        for (int i = 0; i < fxBase.length; i++) {
            if (fxBase[i] == from && fxQuote[i] == to) {
                return byId[fxSymbolId[i]];
            }
        }
        return null;
    }

    /** Units of {@code to} per unit of {@code from}, E8; {@link Fixed#ABSENT} when unknown. */
    public long rateE8(int from, int to) {
        if (from == to) {
            return Fixed.SCALE;
        }
        Instrument rate = rateInstrument(from, to);
        return rate == null ? Fixed.ABSENT : rate.market.markE8;
    }

    /** The dense id of a name, or -1. For set-up, not for orders. */
    public int find(String name) {
        for (int i = 0; i < count; i++) {
            if (byId[i].name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    long ratesHash(long seed) {
        long h = seed;
        for (int i = 0; i < fxBase.length; i++) {
            h = StateHash.add(StateHash.add(StateHash.add(h, fxBase[i]), fxQuote[i]), fxSymbolId[i]);
        }
        return h;
    }
}
