package io.ringfence.gateway.fix;

import quickfix.Message;

/** Where a report goes. Egress thread. */
interface Outbox {
    /** A session of the journal has got its id: reports for it begin here. */
    void defined(int sessionId, String name);

    /**
     * A report for the session that it concerns.
     *
     * @param sessionId of the journal; one that is no FIX session is not told
     */
    void toSession(int sessionId, ReportId id, Message message);

    /** The same event for whoever watches the account. */
    void toWatchers(int accountId, String account, ReportId id, Message message);

    /** Whether a session may see an account. */
    boolean maySee(int sessionId, String account);
}
