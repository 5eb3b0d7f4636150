package io.ringfence.engine.state;

import io.ringfence.engine.units.Fixed;
import java.util.Arrays;

/**
 * The limits of one scope. Rows are longs in arrays by field number; {@link Fixed#ABSENT} = no limit. The fields that
 * every order reads are kept as plain fields, so that a gate is a comparison and not a look-up.
 */
public final class LimitSet {
    private final long[] rows = new long[128];
    private SymbolLimits[] bySymbol = new SymbolLimits[0];
    private static final SymbolLimits NO_LIMITS = new SymbolLimits();
    private boolean empty = true;
    private long version;
    private long hash;
    private boolean hashStale = true;

    public LimitSet() {
        Arrays.fill(rows, Fixed.ABSENT);
    }

    /** Limits of one symbol within the scope. */
    public static final class SymbolLimits {
        public long maxOrderQuantityE8 = Fixed.ABSENT;
        public long maxOrderNotionalE8 = Fixed.ABSENT;
        public long positionQuantityE8 = Fixed.ABSENT;
    }

    public long version() {
        return version;
    }

    public void version(long newVersion) {
        version = newVersion;
        hashStale = true;
    }

    /** What a snapshot says of the set as a whole; its rows come before. */
    public void restore(long ofVersion, boolean wasEmpty) {
        version(ofVersion);
        empty = wasEmpty;
    }

    public long get(LimitField field) {
        return rows[field.id];
    }

    public long getOr(LimitField field, long fallback) {
        long value = rows[field.id];
        return value == Fixed.ABSENT ? fallback : value;
    }

    /** A row without which the gate must not answer. */
    public long require(LimitField field) {
        long value = rows[field.id];
        if (value == Fixed.ABSENT) {
            throw MissingLimitException.INSTANCE;
        }
        return value;
    }

    public boolean has(LimitField field) {
        return rows[field.id] != Fixed.ABSENT;
    }

    /** Whether no row was ever set: the scope costs an order nothing. */
    public boolean isEmpty() {
        return empty;
    }

    /** Whether a row of this symbol was ever set. */
    public boolean hasSymbol(int symbolId) {
        return symbol(symbolId) != NO_LIMITS;
    }

    public SymbolLimits symbol(int symbolId) {
        SymbolLimits limits = symbolId < bySymbol.length ? bySymbol[symbolId] : NO_LIMITS;
        return limits == null ? NO_LIMITS : limits;
    }

    /** The limits of a symbol, without which the gate must not answer. */
    public SymbolLimits requireSymbol(int symbolId) {
        SymbolLimits limits = symbol(symbolId);
        if (limits == NO_LIMITS) {
            throw MissingLimitException.INSTANCE;
        }
        return limits;
    }

    public void set(LimitField field, long value) {
        rows[field.id] = value;
        empty = false;
        hashStale = true;
    }

    public void setSymbol(LimitField field, int symbolId, long value) {
        if (symbolId >= bySymbol.length) {
            bySymbol = Arrays.copyOf(bySymbol, Math.max(16, symbolId * 2 + 1));
        }
        SymbolLimits limits = bySymbol[symbolId];
        if (limits == null) {
            limits = new SymbolLimits();
            bySymbol[symbolId] = limits;
        }
        switch (field) {
            case MAX_ORDER_QTY -> limits.maxOrderQuantityE8 = value;
            case MAX_ORDER_NOTIONAL -> limits.maxOrderNotionalE8 = value;
            case POS_QTY -> limits.positionQuantityE8 = value;
            default -> throw new IllegalArgumentException(field.configName + " is not a limit per symbol");
        }
        empty = false;
        hashStale = true;
    }

    /** A hash over all rows and what is kept with them; kept until a row changes. */
    public long hash(boolean rescan) {
        if (hashStale || rescan) {
            long fresh = computeHash();
            hash = hashStale ? fresh : hash;
            hashStale = false;
            return fresh;
        }
        return hash;
    }

    private long computeHash() {
        long h = StateHash.add(StateHash.add(StateHash.mix(0, rows.length), version), empty);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] != Fixed.ABSENT) {
                h = StateHash.add(StateHash.add(h, i), rows[i]);
            }
        }
        for (int i = 0; i < bySymbol.length; i++) {
            SymbolLimits limits = bySymbol[i];
            if (limits != null) {
                h = StateHash.add(StateHash.add(h, i), limits.maxOrderQuantityE8);
                h = StateHash.add(StateHash.add(h, limits.maxOrderNotionalE8), limits.positionQuantityE8);
            }
        }
        return h;
    }
}
