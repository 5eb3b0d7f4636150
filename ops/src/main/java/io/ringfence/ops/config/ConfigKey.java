package io.ringfence.ops.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key, or one family of keys where a segment like {@code {account}} stands for any name.
 *
 * @param fallback the value where the configuration has none; null = there is no value then
 * @param help what it decides, for people
 */
record ConfigKey(
        List<String> segments, KeyType type, @Nullable String fallback, String help) {
    static ConfigKey of(String pattern, KeyType type, @Nullable String fallback, String help) {
        return new ConfigKey(KeyPath.split(pattern), type, fallback, help);
    }

    boolean isFamily() {
        return segments.stream().anyMatch(ConfigKey::isPlaceholder);
    }

    static boolean isPlaceholder(String segment) {
        return segment.startsWith("{");
    }

    String pattern() {
        return String.join(".", segments);
    }

    boolean matches(List<String> key) {
        if (key.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < key.size(); i++) {
            String segment = segments.get(i);
            if (!isPlaceholder(segment) && !segment.equals(key.get(i))) {
                return false;
            }
        }
        return true;
    }
}
