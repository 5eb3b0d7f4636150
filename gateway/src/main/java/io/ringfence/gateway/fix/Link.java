package io.ringfence.gateway.fix;

import io.ringfence.gateway.auth.Credential;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;

/** One configured session: its place in the journal, its store, its QuickFIX/J session. */
final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private static final long SETTLE_NANOS = 300_000_000;
    private static final long QUIET_NANOS = 50_000_000;
    private static final long SETTLE_STEP_NANOS = 1_000_000;

    private final FixConfig.Session config;
    private final int id;
    private final SessionID sessionId;
    private final FixTraffic traffic = new FixTraffic();
    private volatile @Nullable ReportStore store;
    /** With which it logged on; null where that needs none of the key file. */
    private volatile @Nullable Credential credential;
    /** Of the Logon (20010) or the configuration. */
    private volatile FixConfig.OnDisconnect onDisconnect;
    /** The last message that was read and is on no record yet. */
    private volatile long unmarked;

    Link(FixConfig.Session config, int id) {
        this.config = config;
        this.id = id;
        sessionId = new SessionID("FIX.4.4", config.ours(), config.theirs());
        onDisconnect = config.onDisconnect();
    }

    FixConfig.Session config() {
        return config;
    }

    /** The id in the journal. */
    int id() {
        return id;
    }

    SessionID sessionId() {
        return sessionId;
    }

    FixTraffic traffic() {
        return traffic;
    }

    void store(ReportStore opened) {
        store = opened;
    }

    @Nullable
    ReportStore store() {
        return store;
    }

    /** 0 where the key is not of the key file. */
    int keyId() {
        Credential known = credential;
        return known == null ? 0 : known.id();
    }

    @Nullable
    Credential credential() {
        return credential;
    }

    void credential(@Nullable Credential accepted) {
        credential = accepted;
    }

    /** Ends the session in order; it may come back with a key that is good. */
    void logOut(String why) {
        Session session = Session.lookupSession(sessionId);
        if (session != null && session.isLoggedOn()) {
            LOG.warn("FIX session {} is logged out: {}", config.name(), why);
            session.logout(why);
        }
    }

    FixConfig.OnDisconnect onDisconnect() {
        return onDisconnect;
    }

    void onDisconnect(FixConfig.OnDisconnect wished) {
        onDisconnect = wished;
    }

    long unmarked() {
        return unmarked;
    }

    void unmarked(long seqNum) {
        unmarked = seqNum;
    }

    /** Whether {@link #send} would do anything with this report. */
    boolean awaits(ReportId report) {
        ReportStore kept = store;
        // A session that begins at 1 each time has no resend that could deliver what it missed.
        return kept != null
                && kept.failure() == null
                && report.compareTo(kept.lastReport()) > 0
                && (!startsOver() || isLoggedOn());
    }

    /**
     * Sends a report, or puts it into the store of a session that is logged out; never one that is there already. The
     * message may be sent to several sessions one after the other: each sets the whole header anew and keeps nothing.
     */
    void send(ReportId report, Message message) {
        Session session = Session.lookupSession(sessionId);
        if (session != null && awaits(report)) {
            session.send(message);
        }
    }

    /** The store has failed: the session goes and does not come back before a restart. */
    void stop(IOException cause) {
        Session session = Session.lookupSession(sessionId);
        if (session != null) {
            try {
                session.disconnect("the message store failed: " + cause.getMessage(), true);
            } catch (IOException e) {
                LOG.error("session {} could not be disconnected", config.name(), e);
            }
        }
    }

    /** Whether its numbers begin at 1 with every connection: certification. */
    boolean startsOver() {
        return config.auth() == FixConfig.Auth.NONE && config.reset();
    }

    /**
     * A counterparty that comes back at once can be faster than the end of its last connection: the numbers are not set
     * back yet, or a message of it still stands in the engine's queue and would end the new connection. Only for sessions that start over, and not for long: the thread that waits serves other connections too.
     */
    void awaitStartingOver(long lastMessageNanos) {
        long deadline = System.nanoTime() + SETTLE_NANOS;
        while (startsOver()
                && (!isFresh() || System.nanoTime() - lastMessageNanos < QUIET_NANOS)
                && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, SETTLE_STEP_NANOS);
        }
    }

    private boolean isFresh() {
        Session session = Session.lookupSession(sessionId);
        if (session == null) {
            return true;
        }
        return !session.hasResponder() && session.getExpectedTargetNum() == 1 && session.getExpectedSenderNum() == 1;
    }

    boolean isLoggedOn() {
        Session session = Session.lookupSession(sessionId);
        return session != null && session.isLoggedOn();
    }
}
