package io.ringfence.ops.simtest.model;

import io.ringfence.engine.state.LimitField;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits of one scope. */
final class Limits {
    private final Map<LimitField, Long> rows = new EnumMap<>(LimitField.class);
    private final Map<String, Long> bySymbol = new HashMap<>();

    void set(LimitField field, int symbol, long value) {
        if (field.isPerSymbol()) {
            bySymbol.put(field + "/" + symbol, value);
        } else {
            rows.put(field, value);
        }
    }

    boolean isEmpty() {
        return rows.isEmpty() && bySymbol.isEmpty();
    }

    boolean has(LimitField field) {
        return rows.containsKey(field);
    }

    long get(LimitField field, long otherwise) {
        return rows.getOrDefault(field, otherwise);
    }

    boolean flag(LimitField field) {
        return get(field, 0) != 0;
    }

    /** {@link Exact#NO_LIMIT} when it is not set. */
    BigInteger exact(LimitField field) {
        return Exact.of(get(field, Long.MAX_VALUE));
    }

    @Nullable
    BigInteger symbol(LimitField field, int symbol) {
        Long value = bySymbol.get(field + "/" + symbol);
        return value == null ? null : Exact.of(value);
    }
}
