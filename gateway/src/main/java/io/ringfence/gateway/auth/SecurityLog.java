package io.ringfence.gateway.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Who was refused, and who did what only few may do: a channel of its own ({@code log/security.json}), with fields for
 * machines. Keys appear by name only; what a stranger sent is shortened, and can not begin a line of its own.
 */
public final class SecurityLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.ringfence.security");
    private static final int MOST = 128;
    private static final long REFUSED_EVERY_NANOS = 1_000_000_000L;
    private static final AtomicLong NEXT_REFUSED_NANOS = new AtomicLong(Long.MIN_VALUE);

    private SecurityLog() {}

    /** Somebody did not prove who he is. */
    static void authenticationFailed(String scheme, String key, String source, int code) {
        Event event = new Event("authentication_failed", "failure", key, source)
                .with("ringfence.scheme", scheme)
                .with("ringfence.code", Integer.toString(code));
        event.log(Level.WARN, "authentication failed (" + scheme + ", code " + code + ")");
    }

    /** Too many failures of a key from one address: its requests from there are not looked at for a while. */
    static void lockedOut(String key, String source, long seconds) {
        Event event = new Event("locked_out", "failure", key, source).with("ringfence.seconds", Long.toString(seconds));
        event.log(Level.WARN, "locked out for " + seconds + " s");
    }

    /** Somebody came from an address that is on no list; told once a second at most, so that nobody fills the log. */
    public static void addressRefused(String source, long nowNanos) {
        long next = NEXT_REFUSED_NANOS.get();
        boolean due = next == Long.MIN_VALUE || nowNanos - next >= 0;
        if (due && NEXT_REFUSED_NANOS.compareAndSet(next, nowNanos + REFUSED_EVERY_NANOS)) {
            new Event("address_refused", "failure", "(none)", source).log(Level.WARN, "address is on no list");
        }
    }

    /** Somebody who is known asked for what his role may not do. */
    public static void roleViolation(Credential credential, String asked, String source) {
        Event event = new Event("role_violation", "failure", credential.name(), source)
                .with("ringfence.role", credential.role().toString())
                .with("ringfence.asked", asked);
        event.log(Level.WARN, "not allowed to " + credential.role() + ": " + asked);
    }

    /** A key was revoked, replaced or added in the key file, by whoever may write it. */
    static void keyChanged(String action, String key) {
        new Event(action, "success", key, "(key file)").log(Level.WARN, action.replace('_', ' '));
    }

    /** Somebody asked for a change of risk or rights; the journal says what became of it. */
    public static void administration(
            Credential credential, String action, String subject, String reason, String source) {
        Event event = new Event(action, "unknown", credential.name(), source)
                .with("ringfence.subject", subject)
                .with("ringfence.reason", reason);
        event.log(Level.INFO, action + " of " + clean(subject) + " because: " + clean(reason));
    }

    /** Fields go through the diagnostic context, which is what the JSON encoder writes as fields of their own. */
    private static final class Event {
        private final Map<String, String> fields = new LinkedHashMap<>();

        Event(String action, String outcome, String key, String source) {
            with("event.kind", "event").with("event.action", action).with("event.outcome", outcome);
            with("user.name", key).with("source.address", source);
        }

        Event with(String name, String value) {
            fields.put(name, clean(value));
            return this;
        }

        void log(Level level, String what) {
            fields.forEach(MDC::put);
            try {
                LOG.atLevel(level)
                        .log("{}; key {} from {}", what, fields.get("user.name"), fields.get("source.address"));
            } finally {
                fields.keySet().forEach(MDC::remove);
            }
        }
    }

    /** Printable and short, so that a line is a line. */
    private static String clean(String text) {
        String some = text.length() <= MOST ? text : text.substring(0, MOST) + "...";
        return some.replaceAll("[^\\x20-\\x7E]", "?");
    }
}
