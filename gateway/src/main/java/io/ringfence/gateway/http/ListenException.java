package io.ringfence.gateway.http;

import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** A port can not be opened. The message is one sentence: which, why, and the setting that moves it. */
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ListenException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The exception itself where it is about something else. */
    static RuntimeException of(String key, String where, RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return new ListenException(where + " is no address of this machine; change " + key, thrown);
            }
            if (cause instanceof SocketException) {
                String why = String.valueOf(cause.getMessage());
                boolean taken = why.contains("in use");
                return new ListenException(
                        where
                                + (taken
                                        ? " is in use already; free it or change "
                                        : " can not be opened (" + why + "); change ")
                                + key,
                        thrown);
            }
        }
        return thrown;
    }
}
