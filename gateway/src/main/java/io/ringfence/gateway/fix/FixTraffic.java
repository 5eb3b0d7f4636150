package io.ringfence.gateway.fix;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Messages of one session by MsgType (35), what was sent again included. Safe for any thread. */
final class FixTraffic {
    private final Map<String, LongAdder> in = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> out = new ConcurrentHashMap<>();

    void received(String type) {
        in.computeIfAbsent(type, any -> new LongAdder()).increment();
    }

    void sent(String type) {
        out.computeIfAbsent(type, any -> new LongAdder()).increment();
    }

    Map<String, Long> in() {
        return totals(in);
    }

    Map<String, Long> out() {
        return totals(out);
    }

    private static Map<String, Long> totals(Map<String, LongAdder> counts) {
        Map<String, Long> totals = new TreeMap<>();
        counts.forEach((type, count) -> totals.put(type, count.sum()));
        return totals;
    }
}
