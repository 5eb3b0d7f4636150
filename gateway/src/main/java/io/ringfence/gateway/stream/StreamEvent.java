package io.ringfence.gateway.stream;

import io.ringfence.gateway.json.StreamJson;
import io.ringfence.gateway.record.CommitRecord;
import org.jspecify.annotations.Nullable;

/** One message of one record, as clients get it. */
public final class StreamEvent {
    private final long sequence;
    private final int ordinal;
    private final Channel channel;
    private final String type;
    private final boolean ofAccount;
    private final @Nullable String account;
    private final byte[] json;

    /**
     * An event.
     *
     * @param ordinal place in the record
     * @param ofAccount whether it concerns one account only
     * @param account that one; null when it is about none, or when its name is not known
     * @param json one object without line breaks; not copied, changed by nobody
     */
    StreamEvent(
            long sequence,
            int ordinal,
            Channel channel,
            String type,
            boolean ofAccount,
            @Nullable String account,
            byte[] json) {
        this.sequence = sequence;
        this.ordinal = ordinal;
        this.channel = channel;
        this.type = type;
        this.ofAccount = ofAccount;
        this.account = account;
        this.json = json;
    }

    long sequence() {
        return sequence;
    }

    int ordinal() {
        return ordinal;
    }

    Channel channel() {
        return channel;
    }

    /** The kind of event. */
    public String type() {
        return type;
    }

    boolean ofAccount() {
        return ofAccount;
    }

    @Nullable
    String account() {
        return account;
    }

    /** To be sent, not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Unique, and in the order of the journal; a client that names it gets what follows. */
    public String id() {
        return id(sequence, ordinal);
    }

    private static String id(long sequence, int ordinal) {
        return sequence + "-" + ordinal;
    }

    static StreamJson.Head head(CommitRecord record, int ordinal, Channel channel, String type, String mode) {
        long sequence = record.sequence();
        return new StreamJson.Head(
                id(sequence, ordinal), sequence, record.timestampNanos(), channel.text(), type, mode);
    }
}
