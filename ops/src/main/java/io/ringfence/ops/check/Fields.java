package io.ringfence.ops.check;

import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Typed reading of one object of a vector; every complaint names the vector and the field. */
final class Fields {
    private final String where;
    private final Map<String, @Nullable Object> values;

    Fields(String where, Map<String, @Nullable Object> values) {
        this.where = where;
        this.values = values;
    }

    /** Refuses names that nobody would read. */
    Fields only(Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new BadVectorException(where + ": unknown field \"" + name + "\"");
            }
        }
        return this;
    }

    Iterable<String> names() {
        return values.keySet();
    }

    Fields object(String name) {
        Object value = values.get(name);
        if (value != null && !(value instanceof Map)) {
            throw bad(name, "an object");
        }
        return new Fields(where + "." + name, JsonTree.cast(value));
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        Object value = values.get(name);
        if (value instanceof String text) {
            return text;
        }
        throw bad(name, "a text");
    }

    String textOr(String name, String fallback) {
        return has(name) ? text(name) : fallback;
    }

    boolean flag(String name, boolean fallback) {
        Object value = values.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw bad(name, "true or false");
        }
        return value == null ? fallback : (Boolean) value;
    }

    /** A decimal in E8; {@link Fixed#ABSENT} when null or missing. */
    long e8(String name) {
        if (!has(name)) {
            return Fixed.ABSENT;
        }
        try {
            return Decimal.parseE8(text(name));
        } catch (Decimal.MalformedDecimalException e) {
            throw new BadVectorException(where + "." + name + ": " + e.getMessage());
        }
    }

    long e8Or(String name, long fallback) {
        return has(name) ? e8(name) : fallback;
    }

    /** A whole number; {@link Fixed#ABSENT} when null or missing. */
    long whole(String name) {
        Object value = values.get(name);
        if (value == null) {
            return Fixed.ABSENT;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw bad(name, "a whole number of 64 bits");
        }
    }

    BadVectorException bad(String name, String wanted) {
        Object value = values.get(name);
        return new BadVectorException(where + "." + name + ": " + wanted + " is needed here, not "
                + (value == null ? "nothing" : "\"" + value + "\""));
    }
}
