package io.ringfence.engine.state;

/** A named session of order entry, such as a FIX session, and how far the journal has read it. */
public final class OrderSession {
    public final int id;
    public final String name;
    /** Number of the message that made its last command; 0 before the first. Falls when the session starts over. */
    public long lastSeqNum;

    OrderSession(int id, String name) {
        this.id = id;
        this.name = name;
    }
}
