package io.ringfence.gateway.fix;

import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Log;
import quickfix.LogFactory;
import quickfix.SessionID;

/**
 * What QuickFIX/J has to say, without secrets: messages are not logged (they are in the store and on the journal), and in
 * events that quote one, passwords and signatures are masked.
 */
public final class FixLog implements LogFactory {
    private static final Logger LOG = LoggerFactory.getLogger(FixLog.class);
    private static final Pattern SECRET = Pattern.compile("(?<=\\b(?:554|925|96)=)[^\\u0001\\s]+");

    @Override
    public Log create(SessionID sessionId) {
        return new Log() {
            @Override
            public void clear() {
                // nothing is kept here
            }

            @Override
            public void onIncoming(String message) {
                // in the store and on the journal
            }

            @Override
            public void onOutgoing(String message) {
                // in the store
            }

            @Override
            public void onEvent(String text) {
                LOG.debug("{}: {}", sessionId, masked(text));
            }

            @Override
            public void onErrorEvent(String text) {
                LOG.info("{}: {}", sessionId, masked(text));
            }
        };
    }

    static String masked(String text) {
        return SECRET.matcher(text).replaceAll("***");
    }
}
