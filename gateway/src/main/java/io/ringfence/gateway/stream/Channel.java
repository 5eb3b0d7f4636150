package io.ringfence.gateway.stream;

import io.ringfence.gateway.json.RefusedException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a client may subscribe to (api.md 2.5). */
public enum Channel {
    /** What becomes of orders, except executions. */
    ORDERS,
    EXECUTIONS,
    /** Decisions of the eight gates, with their readings. */
    DECISIONS,
    /** Latches, warnings, limits and trading days. */
    RISK,
    /** Changes of kill switches. */
    KILL,
    /** What is used of each limit, as it is now; not from the journal, so only for who asks for it. */
    HEADROOM;

    /** All that comes from the journal. */
    static final Set<Channel> JOURNALED = Set.of(ORDERS, EXECUTIONS, DECISIONS, RISK, KILL);

    /** The name in requests and events. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a list of names.
     *
     * @param names separated by commas; null = all that comes from the journal
     * @throws RefusedException with a sentence for the client
     */
    public static Set<Channel> parse(@Nullable String names) {
        if (names == null) {
            return JOURNALED;
        }
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (String name : names.split(",", -1)) {
            channels.add(one(name));
        }
        return channels;
    }

    private static Channel one(String name) {
        for (Channel channel : values()) {
            if (channel.text().equals(name)) {
                return channel;
            }
        }
        String known = Arrays.stream(values()).map(Channel::text).collect(Collectors.joining(", "));
        throw RefusedException.malformed("\"channels\" may hold " + known + ", separated by commas");
    }
}
