package io.ringfence.gateway.follower;

import java.util.HexFormat;

/** The state hash that was carried along is not the hash of the state: neither can be relied on. */
public final class StateHashException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateHashException(long sequence, long carried, long rescanned) {
        super("the state hash carried along to sequence " + sequence + " is "
                + HexFormat.of().toHexDigits(carried) + ", the state itself has "
                + HexFormat.of().toHexDigits(rescanned));
    }
}
