package io.ringfence.engine.state;

import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;

/** Messages of each session in a sliding window of journal time. There are as many windows as configured sessions. */
public final class SessionRates {
    private final Int2ObjectHashMap<RateWindow> bySession = new Int2ObjectHashMap<>();

    /** Notes a message; true when more than {@code limit} of the session lie within the window. */
    public boolean exceeds(int sessionId, long limit, long windowNanos, long atNanos) {
        return window(sessionId).exceeds(limit, windowNanos, atNanos);
    }

    /** The sessions that were counted, ascending. */
    public int[] sessionIds() {
        int[] ids = new int[bySession.size()];
        int count = 0;
        Int2ObjectHashMap<RateWindow>.EntryIterator entries =
                bySession.entrySet().iterator();
        while (entries.hasNext()) {
            entries.next();
            ids[count++] = entries.getIntKey();
        }
        Arrays.sort(ids);
        return ids;
    }

    /** The window of a session, made when there is none. */
    public RateWindow window(int sessionId) {
        RateWindow window = bySession.get(sessionId);
        if (window == null) {
            window = new RateWindow();
            bySession.put(sessionId, window);
        }
        return window;
    }

    long hash(long seed, boolean rescan) {
        long sum = 0;
        Int2ObjectHashMap<RateWindow>.EntryIterator entries =
                bySession.entrySet().iterator();
        while (entries.hasNext()) {
            entries.next();
            // A sum does not depend on the order of iteration.
            sum += entries.getValue().hash(StateHash.mix(0, entries.getIntKey()), rescan);
        }
        return StateHash.add(seed, sum);
    }
}
