package io.ringfence.bench.fix;

import quickfix.Log;
import quickfix.LogFactory;
import quickfix.SessionID;

/** Says nothing, so that logging costs nothing. */
final class NoLog implements LogFactory, Log {
    @Override
    public Log create(SessionID sessionId) {
        return this;
    }

    @Override
    public void clear() {
        // nothing is kept
    }

    @Override
    public void onIncoming(String message) {
        // not said
    }

    @Override
    public void onOutgoing(String message) {
        // not said
    }

    @Override
    public void onEvent(String text) {
        // not said
    }

    @Override
    public void onErrorEvent(String text) {
        // not said
    }
}
