package io.ringfence.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The named sessions, by dense ids from {@link #FIRST_ID} on (0 is the core itself, 1 is REST). What a session's last
 * command was numbered decides what a gateway asks for again after a crash, so it is state and not the gateway's.
 */
public final class OrderSessions {
    public static final int FIRST_ID = 2;

    private OrderSession[] sessions = new OrderSession[4];
    private int count;

    public int count() {
        return count;
    }

    /** The id that the next session gets. */
    public int nextId() {
        return FIRST_ID + count;
    }

    /** Null when no session has this id. */
    public @Nullable OrderSession find(int sessionId) {
        int place = sessionId - FIRST_ID;
        return place >= 0 && place < count ? sessions[place] : null;
    }

    /** Null when no session has this name. */
    public @Nullable OrderSession find(String name) {
        for (int i = 0; i < count; i++) {
            if (sessions[i].name.equals(name)) {
                return sessions[i];
            }
        }
        return null;
    }

    public OrderSession add(String name) {
        sessions = count == sessions.length ? Arrays.copyOf(sessions, count * 2) : sessions;
        OrderSession session = new OrderSession(nextId(), name);
        sessions[count++] = session;
        return session;
    }

    /** A command of a session was processed; 0 and sessions without a name are not kept. */
    public void read(int sessionId, long seqNum) {
        int place = sessionId - FIRST_ID;
        if (seqNum > 0 && place >= 0 && place < count) {
            sessions[place].lastSeqNum = seqNum;
        }
    }

    /** Without a session the hash is what it was before there were any: older journals hold such hashes. */
    long hash(long seed) {
        long h = seed;
        for (int i = 0; i < count; i++) {
            OrderSession session = sessions[i];
            h = StateHash.add(
                    StateHash.add(h, ((long) session.id << 32) | (session.name.hashCode() & 0xFFFF_FFFFL)),
                    session.lastSeqNum);
        }
        return h;
    }
}
