package io.ringfence.ops.config;

import java.util.HashMap;
import java.util.Map;

/** What no single value of {@code gateway.fix} shows. */
final class FixRules {
    private FixRules() {}

    static void check(Configuration configuration, ConfigProblems problems) {
        Map<String, String> byCompIds = new HashMap<>();
        for (String session : configuration.names().sessions()) {
            String where = configuration.name() + ": gateway.fix.sessions." + session;
            String sender = configuration.text("gateway", "fix", "sessions", session, "sender");
            String accounts = configuration.text("gateway", "fix", "sessions", session, "accounts");
            if (sender == null) {
                problems.add(where + ".sender is missing: the SenderCompID of the counterparty");
            }
            if ((accounts == null || accounts.isBlank())
                    && !configuration.flag("gateway", "fix", "sessions", session, "feed")) {
                problems.add(where + ".accounts is missing: the accounts that the session trades or watches");
            }
            String target = configuration.require("gateway", "fix", "sessions", session, "target");
            String other = byCompIds.put(sender + " -> " + target, session);
            if (other != null) {
                problems.add(where + " and session " + other + " have the same comp ids (" + sender + " -> " + target
                        + "); a session is known by them");
            }
            open(configuration, problems, session, where);
        }
        if (configuration.text("gateway", "fix", "tls", "key_store") != null
                && configuration.text("gateway", "fix", "tls", "key_store_password_file") == null) {
            problems.add(configuration.name() + ": gateway.fix.tls.key_store_password_file is missing");
        }
    }

    /** A session that shows no key is for certification: on loopback, and never with real money. */
    private static void open(Configuration configuration, ConfigProblems problems, String session, String where) {
        if (!configuration
                .require("gateway", "fix", "sessions", session, "auth")
                .equals("none")) {
            return;
        }
        String host = configuration.require("gateway", "fix", "host");
        if (!HttpRules.isLoopback(host)) {
            problems.add(where + ".auth is none, and gateway.fix.host is " + host
                    + ", beyond loopback; give the session a key (auth: key)");
        }
        if (configuration.require("mode").equals("live")
                || configuration.require("environment").equals("production")) {
            problems.add(where + ".auth is none, which is for certification; in production and in mode live a session"
                    + " needs a key (auth: key)");
        }
    }
}
