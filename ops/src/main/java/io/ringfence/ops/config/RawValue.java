package io.ringfence.ops.config;

import java.util.List;

/**
 * A value as it was written, and where.
 *
 * @param segments the canonical key
 * @param source a file with its line, an environment variable, or "default"
 */
record RawValue(List<String> segments, String text, String source) {
    String key() {
        return KeyPath.join(segments);
    }
}
