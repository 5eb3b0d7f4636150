package io.ringfence.engine.execution.book;

import io.ringfence.engine.state.PriceLevel;
import org.jspecify.annotations.Nullable;

/** Price levels that are not in use. One pool serves all books of an engine, so that it grows only to their joint peak. */
public final class LevelPool {
    private @Nullable PriceLevel free;

    public LevelPool(int initialLevels) {
        for (int i = 0; i < initialLevels; i++) {
            release(new PriceLevel());
        }
    }

    PriceLevel take(long priceE8) {
        PriceLevel level = free;
        if (level == null) {
            level = new PriceLevel();
        } else {
            free = level.worse;
            level.worse = null;
        }
        level.priceE8 = priceE8;
        return level;
    }

    /** Takes back a level that holds no order; its counts are zero and its order links null already. */
    void release(PriceLevel level) {
        level.better = null;
        level.worse = free;
        free = level;
    }
}
