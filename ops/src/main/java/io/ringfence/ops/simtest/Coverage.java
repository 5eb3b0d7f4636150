package io.ringfence.ops.simtest;

import java.util.Map;
import java.util.TreeMap;

/** How often each fault, code, event and recovery path was met. */
public final class Coverage {
    private final TreeMap<String, Long> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void count(String what, long times) {
        if (times > 0) {
            counts.merge(what, times, Long::sum);
        }
    }

    void add(Coverage other) {
        other.counts.forEach((what, times) -> counts.merge(what, times, Long::sum));
    }

    public long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    public Map<String, Long> all() {
        return counts;
    }
}
