package io.ringfence.gateway.fix;

import io.ringfence.gateway.auth.Credential;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Session;
import quickfix.SessionID;

/**
 * Stands before the FIX engine: a Logon that is not allowed never reaches a session. Inside the engine it would be too
 * late, because a refused Logon there counts as received and can even reset the numbers, so a stranger could put a
 * session out of step. The refusal is a Logout that takes no number of the session.
 */
final class LogonGuard extends IoFilterAdapter {
    /** Told of a key that was accepted. */
    interface Accepted {
        void accepted(FixConfig.Session session, @Nullable Credential credential, long lastMessageNanos);
    }

    private static final Logger SECURITY = LoggerFactory.getLogger("io.ringfence.security");
    private static final AttributeKey PASSED = new AttributeKey(LogonGuard.class, "passed");
    private static final long LONG_AGO = 3_600_000_000_000L;
    private static final String STORE_FAILED =
            "Session stopped: its message store failed; it comes back when the gateway is started again";
    private static final char SOH = 1;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final Map<String, FixConfig.Session> sessions = new HashMap<>();
    private final Map<SessionID, Long> lastMessageNanos = new ConcurrentHashMap<>();
    private final LogonCheck check;
    private final Predicate<String> stopped;
    private final Accepted accepted;

    /** @param stopped whether the session of that name has a store that failed */
    LogonGuard(Iterable<FixConfig.Session> sessions, LogonCheck check, Predicate<String> stopped, Accepted accepted) {
        this.check = check;
        this.stopped = stopped;
        this.accepted = accepted;
        sessions.forEach(session -> this.sessions.put(key(session.ours(), session.theirs()), session));
    }

    private static String key(@Nullable String ours, @Nullable String theirs) {
        return ours + SOH + theirs;
    }

    @Override
    public void messageReceived(NextFilter next, IoSession connection, Object message) throws Exception {
        if (!(message instanceof String text)) {
            next.messageReceived(connection, message);
            return;
        }
        if (connection.getAttribute(PASSED) instanceof SessionID passed) {
            later(next, connection, message, passed);
            return;
        }
        Map<Integer, String> fields = fields(text);
        FixConfig.Session session = sessions.get(key(fields.get(56), fields.get(49)));
        if (session == null || !"A".equals(fields.get(35)) || !"FIX.4.4".equals(fields.get(8))) {
            SECURITY.warn("FIX: {} began with no Logon of a session that is known", connection.getRemoteAddress());
            connection.closeNow();
            return;
        }
        LogonCheck.Result result = check.check(session, fields, address(connection));
        String refusal = result.refusal() == null && stopped.test(session.name()) ? STORE_FAILED : result.refusal();
        if (refusal != null) {
            SECURITY.warn("FIX: Logon of {} from {} refused: {}", session.name(), address(connection), refusal);
            connection.write(logout(session, refusal));
            connection.closeOnFlush();
            return;
        }
        SessionID id = new SessionID("FIX.4.4", session.ours(), session.theirs());
        accepted.accepted(
                session, result.credential(), lastMessageNanos.getOrDefault(id, System.nanoTime() - LONG_AGO));
        connection.setAttribute(PASSED, id);
        next.messageReceived(connection, message);
    }

    /**
     * What still comes on a connection that the engine has ended must not reach the session: it would be taken for a
     * message of the next connection and end that one.
     */
    private void later(NextFilter next, IoSession connection, Object message, SessionID passed) {
        Session session = Session.lookupSession(passed);
        if (session != null && session.hasResponder()) {
            lastMessageNanos.put(passed, System.nanoTime());
            next.messageReceived(connection, message);
        } else {
            connection.closeNow();
        }
    }

    private static String address(IoSession connection) {
        return connection.getRemoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }

    /** The first value of each tag. */
    private static Map<Integer, String> fields(String message) {
        Map<Integer, String> fields = new HashMap<>();
        int at = 0;
        while (at < message.length()) {
            int end = message.indexOf(SOH, at);
            end = end < 0 ? message.length() : end;
            int equals = message.indexOf('=', at);
            if (equals > at && equals < end && equals - at <= 6) {
                try {
                    fields.putIfAbsent(
                            Integer.parseInt(message.substring(at, equals)), message.substring(equals + 1, end));
                } catch (NumberFormatException e) {
                    // not a field; the engine says so to those it knows
                }
            }
            at = end + 1;
        }
        return fields;
    }

    private static String logout(FixConfig.Session session, String why) {
        String body = "35=5" + SOH + "34=1" + SOH + "49=" + session.ours() + SOH + "52=" + TIME.format(Instant.now())
                + SOH + "56=" + session.theirs() + SOH + "58=" + why + SOH;
        String head = "8=FIX.4.4" + SOH + "9=" + body.length() + SOH;
        int sum = 0;
        for (byte b : (head + body).getBytes(StandardCharsets.ISO_8859_1)) {
            sum += b & 0xFF;
        }
        return head + body + "10=" + String.format(java.util.Locale.ROOT, "%03d", sum % 256) + SOH;
    }
}
