package io.ringfence.ops.check.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two results for one vector, and in which fields they differ. */
final class Comparison {
    private Comparison() {}

    /** The part of a result both sides must agree on; further fields of production are its own business. */
    static Map<String, Object> comparable(Map<String, Object> result) {
        Map<String, Object> comparable = new LinkedHashMap<>();
        for (String name : List.of("id", "decision", "code", "approved", "flags", "primary_gate", "gates")) {
            comparable.put(name, Trees.value(result, name).orElse(JsonNull.NULL));
        }
        return comparable;
    }

    /** One line per differing field, {@code path: reference -> production}; empty when they agree. */
    static List<String> differences(Map<String, Object> reference, Map<String, Object> production) {
        List<String> differences = new ArrayList<>();
        collect("", comparable(reference), comparable(production), differences);
        return differences;
    }

    private static void collect(String path, Object reference, Object production, List<String> differences) {
        if (reference instanceof Map<?, ?> && production instanceof Map<?, ?>) {
            Map<String, Object> one = Trees.asObject(reference);
            Map<String, Object> other = Trees.asObject(production);
            one.forEach((name, value) ->
                    collect(path + "/" + name, value, other.getOrDefault(name, JsonNull.NULL), differences));
        } else if (reference instanceof List<?> one
                && production instanceof List<?> other
                && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                collect(path + "/" + (i + 1), one.get(i), other.get(i), differences);
            }
        } else if (!reference.equals(production)) {
            differences.add(path + ": " + reference + " -> " + production);
        }
    }
}
