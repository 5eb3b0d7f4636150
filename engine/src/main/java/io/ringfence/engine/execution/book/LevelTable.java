package io.ringfence.engine.execution.book;

import io.ringfence.engine.state.PriceLevel;
import org.jspecify.annotations.Nullable;

/**
 * Finds the level at exactly one price. Open addressing with linear probing, at most half full, and deletion by shifting
 * back, so that no tombstones pile up. Nothing ever iterates over it: its layout cannot reach a result.
 */
final class LevelTable {
    private static final int INITIAL_BITS = 4;
    /** 2^64 divided by the golden ratio: spreads evenly spaced prices over the top bits. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private @Nullable PriceLevel[] slots = new PriceLevel[1 << INITIAL_BITS];
    private int mask = slots.length - 1;
    private int shift = Long.SIZE - INITIAL_BITS;
    private int size;

    @Nullable
    PriceLevel find(long priceE8) {
        int i = home(priceE8);
        PriceLevel level = slots[i];
        while (level != null && level.priceE8 != priceE8) {
            i = (i + 1) & mask;
            level = slots[i];
        }
        return level;
    }

    int size() {
        return size;
    }

    void put(PriceLevel level) {
        if (++size * 2 > slots.length) {
            grow();
        }
        place(level);
    }

    void remove(PriceLevel level) {
        size--;
        int hole = home(level.priceE8);
        while (slots[hole] != level) {
            hole = (hole + 1) & mask;
        }
        slots[hole] = null;
        int i = (hole + 1) & mask;
        PriceLevel next = slots[i];
        while (next != null) {
            int home = home(next.priceE8);
            // Move it unless its home lies cyclically in (hole, i]: then it is where a search will look for it.
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                slots[hole] = next;
                slots[i] = null;
                hole = i;
            }
            i = (i + 1) & mask;
            next = slots[i];
        }
    }

    private void place(PriceLevel level) {
        int i = home(level.priceE8);
        while (slots[i] != null) {
            i = (i + 1) & mask;
        }
        slots[i] = level;
    }

    private int home(long priceE8) {
        return (int) ((priceE8 * SPREAD) >>> shift);
    }

    private void grow() {
        @Nullable PriceLevel[] old = slots;
        slots = new PriceLevel[old.length * 2];
        mask = slots.length - 1;
        shift--;
        for (PriceLevel level : old) {
            if (level != null) {
                place(level);
            }
        }
    }
}
