package io.ringfence.gateway.fix;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts off a peer that sends more bytes than a message may have without ending one: whatever BodyLength promises, no more
 * than this is ever kept for it.
 */
final class SizeCap extends IoFilterAdapter {
    private static final Logger SECURITY = LoggerFactory.getLogger("io.ringfence.security");
    private static final AttributeKey STATE = new AttributeKey(SizeCap.class, "state");
    private static final int SOH = 1;

    private final int maxBytes;

    SizeCap(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Bytes since the last message's end, and how much of SOH "10=" three digits SOH was seen. */
    private static final class State {
        private int since;
        private int matched;

        /** Whether the bytes so far are too many. */
        boolean take(int b, int maxBytes) {
            since++;
            boolean digit = b >= '0' && b <= '9';
            boolean fits = switch (matched) {
                case 1 -> b == '1';
                case 2 -> b == '0';
                case 3 -> b == '=';
                case 4, 5, 6 -> digit;
                default -> false;
            };
            if (matched == 7 && b == SOH) {
                since = 0;
                matched = 0;
            } else if (fits) {
                matched++;
            } else {
                matched = b == SOH ? 1 : 0;
            }
            return since > maxBytes;
        }
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) throws Exception {
        if (message instanceof IoBuffer bytes && isTooMuch(session, bytes)) {
            SECURITY.warn("FIX: {} sent more than {} bytes without ending a message", session, maxBytes);
            session.closeNow();
            return;
        }
        next.messageReceived(session, message);
    }

    private boolean isTooMuch(IoSession session, IoBuffer bytes) {
        State state = (State) session.getAttribute(STATE);
        if (state == null) {
            state = new State();
            session.setAttribute(STATE, state);
        }
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (state.take(bytes.get(i) & 0xFF, maxBytes)) {
                return true;
            }
        }
        return false;
    }
}
