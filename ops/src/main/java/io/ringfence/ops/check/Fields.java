package io.ringfence.ops.check;

import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.ops.config.Suggestion;
import java.util.List;
import java.util.Locale;
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
                throw new BadVectorException(where + ": unknown field \"" + name + "\"; " + Suggestion.of(name, known));
            }
        }
        return this;
    }

    Iterable<String> names() {
        return values.keySet();
    }

    /** The object under this name; an absent or null one is empty. */
    Fields object(String name) {
        Object value = values.get(name);
        if (value != null && !(value instanceof Map)) {
            throw bad(name, "an object");
        }
        return new Fields(path(name), JsonTree.cast(value));
    }

    private String path(String name) {
        return where.isEmpty() ? name : where + (where.endsWith(":") ? " " : ".") + name;
    }

    Map<String, @Nullable Object> all() {
        return values;
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
            return present(name, Decimal.parseE8(text(name)));
        } catch (Decimal.MalformedDecimalException e) {
            throw new BadVectorException(path(name) + ": " + e.getMessage());
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
        try {
            return present(name, Long.parseLong(text(name)));
        } catch (NumberFormatException e) {
            throw bad(name, "a whole number of 64 bits");
        }
    }

    /** The engine's sign for "there is none" is no number that anybody may give. */
    private long present(String name, long value) {
        if (value == Fixed.ABSENT) {
            throw bad(name, "a number that is not below -2^63+1");
        }
        return value;
    }

    /** A decimal that must be there and may not be lower than this. */
    long requiredE8(String name, long least) {
        text(name);
        long value = e8(name);
        if (value < least) {
            throw bad(name, "a decimal from " + Decimal.format(least) + " on");
        }
        return value;
    }

    /** A whole number within bounds, or the fallback when it is null or missing. */
    long wholeOr(String name, long fallback, long least, long most) {
        if (!has(name)) {
            return fallback;
        }
        long value = whole(name);
        if (value < least || value > most) {
            throw bad(name, "a whole number from " + least + " to " + most);
        }
        return value;
    }

    /** One of these words, in upper case whatever its spelling, or the fallback when it is null or missing. */
    String word(String name, String fallback, List<String> words) {
        String word = textOr(name, fallback).toUpperCase(Locale.ROOT);
        if (!words.contains(word)) {
            throw bad(name, "one of " + String.join(", ", words));
        }
        return word;
    }

    BadVectorException bad(String name, String wanted) {
        Object value = values.get(name);
        return new BadVectorException(path(name) + ": " + wanted + " is needed here, not "
                + (value == null ? "nothing" : "\"" + value + "\""));
    }
}
