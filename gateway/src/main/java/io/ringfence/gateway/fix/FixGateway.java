package io.ringfence.gateway.fix;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** Order entry by FIX, whatever engine speaks it. */
public interface FixGateway extends AutoCloseable {
    /**
     * One session as it stands now.
     *
     * @param received messages by MsgType since the start; {@code sent} likewise
     * @param problem why its store can not be relied on; empty when it can. Such a session does not come back before a
     *     restart
     */
    record SessionState(
            String name,
            boolean loggedOn,
            long nextIn,
            long nextOut,
            Map<String, Long> received,
            Map<String, Long> sent,
            String problem) {}

    /**
     * Opens the port and begins to send reports.
     *
     * @throws io.ringfence.gateway.http.ListenException when the port can not be opened
     */
    void start();

    /** Where it listens. */
    InetSocketAddress address();

    List<SessionState> sessions();

    /** Whether reports are still made; a gateway that makes none takes no orders either. */
    boolean isReporting();

    /** The last record whose reports are in the stores. */
    long reportedSequence();

    /** The record behind which this start began to make reports, 0 = the journal's first; -1 before that is known. */
    long reportsStartedBehind();

    /** Records were released: somebody may wait for their reports. */
    void recordsReleased();

    /** Logs all sessions out and takes no more messages. The core must still run. */
    void stopServing();

    /** Puts the reports of everything released into the sessions' stores, and ends. The journal must still be open. */
    @Override
    void close();
}
