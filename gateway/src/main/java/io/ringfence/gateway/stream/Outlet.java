package io.ringfence.gateway.stream;

/**
 * A client's socket with a small bounded buffer before it. Called by the thread of {@link Streams} only; never blocks.
 */
public interface Outlet {
    /** The client is let in: from here on events may come. */
    void open();

    /** The client is not let in. */
    void refuse(int status, String detail);

    /** Takes an event; false, and nothing is taken, when there is no room. */
    boolean offer(StreamEvent event);

    /** Takes something that has no place in the journal; false, and nothing is taken, when there is no room. */
    boolean offer(String type, byte[] json);

    /** Tells that everything up to this sequence has been told; may be left out when there is no room. */
    void heartbeat(long sequence);

    /** Whether the buffer is empty enough to be worth filling. */
    boolean hasRoom();

    /** False once the client has gone. */
    boolean isOpen();

    /** Since when ({@code System.nanoTime}) bytes wait without any leaving; 0 when none wait. */
    long stuckSinceNanos();

    /** Sends what waits and closes. */
    void end();

    /** Sends what waits and closes, because the key of the client has been revoked. */
    void revoke();

    /** Closes at once, because the client does not read. */
    void drop();
}
