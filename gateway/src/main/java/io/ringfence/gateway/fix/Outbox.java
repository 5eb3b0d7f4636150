package io.ringfence.gateway.fix;

import org.jspecify.annotations.Nullable;
import quickfix.Message;

/** Where a report goes. Egress thread. */
interface Outbox {
    /** A session of the journal has got its id: reports for it begin here. */
    void defined(int sessionId, String name);

    /** Whether a report for this session would go anywhere: else it need not be made. */
    boolean hears(int sessionId, ReportId id);

    /** Whether anybody who watches the account has not had this report. */
    boolean isWatched(String account, ReportId id);

    /**
     * A report for the session that it concerns.
     *
     * @param sessionId of the journal; one that is no FIX session is not told
     */
    void toSession(int sessionId, ReportId id, Message message);

    /** The same event for whoever watches the account. */
    void toWatchers(String account, ReportId id, Message message);

    /** Whether a session may see an account. */
    boolean maySee(int sessionId, String account);

    /** The last report in the store of a configured session; null for one that is not configured. */
    @Nullable
    ReportId lastReport(String sessionName);

    /** Whether everything that was sent is in the stores: false once a store has failed. */
    boolean isSound();
}
