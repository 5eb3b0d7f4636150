package io.ringfence.gateway.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many reads of each key are not answered to their end. An answer waits in memory for as long as its client takes to
 * read it, so that who asks much and reads nothing would fill it. Safe for any thread.
 */
final class ReadsUnderWay {
    /** Of one key. */
    static final int MOST = 64;

    private final ConcurrentMap<Integer, Integer> counts = new ConcurrentHashMap<>();

    /** Begins a read; false when the key has too many. */
    boolean begin(int keyId) {
        boolean[] begun = new boolean[1];
        counts.compute(keyId, (key, count) -> {
            int before = count == null ? 0 : count;
            begun[0] = before < MOST;
            return begun[0] ? before + 1 : before;
        });
        return begun[0];
    }

    /** Ends one that has begun. */
    void end(int keyId) {
        counts.computeIfPresent(keyId, (key, count) -> count == 1 ? null : count - 1);
    }
}
