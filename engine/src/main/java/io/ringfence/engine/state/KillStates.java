package io.ringfence.engine.state;

import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;

/**
 * Kill levels that belong to no entity of their own: global, venue and sessions; account, symbol and strategy keep
 * theirs. {@code recovering} and {@code unknown} close every scope (121, 120).
 */
public final class KillStates {
    public byte global;
    public byte venue;
    public boolean recovering;
    /** The kill-state file was missing or damaged at boot, and nobody has confirmed the state since. */
    public boolean unknown;

    private final Int2IntHashMap sessions = new Int2IntHashMap(0);

    public byte session(int sessionId) {
        return sessions.isEmpty() ? 0 : (byte) sessions.get(sessionId);
    }

    public void session(int sessionId, byte level) {
        if (level == KillLevel.ACTIVE) {
            sessions.remove(sessionId);
        } else {
            sessions.put(sessionId, level);
        }
    }

    /** The sessions that are not active, ascending. */
    public int[] restrictedSessions() {
        int[] ids = new int[sessions.size()];
        int count = 0;
        Int2IntHashMap.EntryIterator entries = sessions.entrySet().iterator();
        while (entries.hasNext()) {
            entries.next();
            ids[count++] = entries.getIntKey();
        }
        Arrays.sort(ids);
        return ids;
    }

    long hash(long seed) {
        long h = StateHash.add(StateHash.add(seed, global), venue);
        h = StateHash.add(h, (recovering ? 1 : 0) | (unknown ? 2 : 0));
        long sum = 0;
        Int2IntHashMap.EntryIterator entries = sessions.entrySet().iterator();
        while (entries.hasNext()) {
            entries.next();
            // A sum does not depend on the order of iteration.
            sum += StateHash.mix(entries.getIntKey(), entries.getIntValue());
        }
        return StateHash.add(h, sum);
    }
}
