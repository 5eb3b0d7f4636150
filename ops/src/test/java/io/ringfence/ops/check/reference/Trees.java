package io.ringfence.ops.check.reference;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reading, merging and editing the plain trees of {@link JsonTree}. An absent field and a null one read the same. */
final class Trees {
    private Trees() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> asObject(Object value) {
        if (value instanceof Map<?, ?>) {
            return (Map<String, Object>) value;
        }
        throw new IllegalArgumentException("expected an object, found " + value);
    }

    static List<?> asArray(Object value) {
        if (value instanceof List<?> array) {
            return array;
        }
        throw new IllegalArgumentException("expected an array, found " + value);
    }

    static Optional<Object> value(Map<String, Object> object, String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> value != JsonNull.NULL);
    }

    /** The object under a name, empty when it is absent or null. */
    static Map<String, Object> object(Map<String, Object> parent, String name) {
        return value(parent, name).map(Trees::asObject).orElse(Map.of());
    }

    static List<?> array(Map<String, Object> parent, String name) {
        return value(parent, name).<List<?>>map(Trees::asArray).orElse(List.of());
    }

    static Optional<String> text(Map<String, Object> parent, String name) {
        return value(parent, name).map(String::valueOf);
    }

    static boolean flag(Map<String, Object> parent, String name, boolean whenAbsent) {
        return text(parent, name).map(Boolean::parseBoolean).orElse(whenAbsent);
    }

    static Optional<BigInteger> integer(Map<String, Object> parent, String name) {
        return value(parent, name)
                .map(value ->
                        value instanceof Long number ? BigInteger.valueOf(number) : new BigInteger(value.toString()));
    }

    static Optional<BigInteger> decimalE8(Map<String, Object> parent, String name) {
        return text(parent, name).map(DecimalsE8::parse);
    }

    /** A deep copy of {@code base} where {@code changes} replaces leaves; objects merge, everything else replaces. */
    static Map<String, Object> merge(Map<String, Object> base, Map<String, Object> changes) {
        Map<String, Object> merged = new LinkedHashMap<>(base);
        changes.forEach((name, change) -> {
            Object before = merged.get(name);
            if (change instanceof Map<?, ?>) {
                Map<String, Object> under = before instanceof Map<?, ?> ? asObject(before) : Map.of();
                merged.put(name, merge(under, asObject(change)));
            } else {
                merged.put(name, change);
            }
        });
        return merged;
    }

    /** A copy that can be edited at every level without touching the original. */
    static Map<String, Object> deepCopy(Map<String, Object> original) {
        return merge(new LinkedHashMap<>(), original);
    }

    /** Sets a value in an editable tree, making the objects on the way. */
    static void set(Map<String, Object> tree, Object value, String... path) {
        Map<String, Object> parent = tree;
        for (int depth = 0; depth < path.length - 1; depth++) {
            Object child = parent.get(path[depth]);
            if (!(child instanceof Map<?, ?>)) {
                child = new LinkedHashMap<String, Object>();
                parent.put(path[depth], child);
            }
            parent = asObject(child);
        }
        parent.put(path[path.length - 1], value);
    }
}
