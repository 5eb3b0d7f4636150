package io.ringfence.gateway.stream;

import io.ringfence.gateway.auth.Credential;
import io.ringfence.gateway.record.RecordAssembler;
import io.ringfence.gateway.record.ReleasedRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client: what it wants and may see, and how far it has been told. Belongs to the thread of {@link Streams}. */
public final class Subscription {
    /** Close code of a client that does not read (api.md 2.5). */
    public static final int SLOW_CONSUMER = 4008;

    final Outlet outlet;
    private final Credential credential;
    private final Set<Channel> channels;
    private final @Nullable String account;
    private @Nullable Place told;
    /** Its own place in the journal while it is behind. */
    private ReleasedRecords.@Nullable Cursor cursor;

    private @Nullable RecordAssembler assembler;
    private long readSequence;
    private boolean blocked;
    /** What was told last of each account's headroom. */
    private final Map<String, String> headroom = new HashMap<>();

    private long beatAtNanos;

    /**
     * A client that has been told everything up to a place.
     *
     * @param told null = up to now, whatever that is when it is let in
     * @param account events of other accounts are left out; null = all that the credential may see
     */
    public Subscription(
            Credential credential,
            Set<Channel> channels,
            @Nullable String account,
            @Nullable Place told,
            Outlet outlet) {
        this.credential = credential;
        this.channels = Set.copyOf(channels);
        this.account = account;
        this.told = told;
        this.outlet = outlet;
    }

    Set<Channel> channels() {
        return channels;
    }

    /** Its place; who did not name one begins behind the last record. */
    Place told(long lastSequence) {
        if (told == null) {
            told = Place.behind(lastSequence);
        }
        return told;
    }

    /** Everything in the journal up to this record has been told. */
    void toldUpTo(long sequence) {
        told = Place.behind(sequence);
    }

    /**
     * Tells an event, if it wants it and may see it. Without room for it the client is blocked: this and what follows is
     * told later.
     *
     * @return whether it was sent
     */
    boolean tell(StreamEvent event) {
        if (blocked || told(event.sequence() - 1).holds(event.sequence(), event.ordinal()) || !wants(event)) {
            return false;
        }
        if (outlet.offer(event)) {
            told = new Place(event.sequence(), event.ordinal());
            return true;
        }
        told = new Place(event.sequence(), event.ordinal() - 1);
        blocked = true;
        return false;
    }

    private boolean wants(StreamEvent event) {
        return channels.contains(event.channel()) && (!event.ofAccount() || wantsAccount(event.account()));
    }

    Credential credential() {
        return credential;
    }

    boolean wantsHeadroom() {
        return channels.contains(Channel.HEADROOM);
    }

    /** Tells how much room there is, if it has changed since it was told last. */
    void tell(HeadroomFeed.Moment moment) {
        boolean changed = !moment.uses().equals(headroom.get(moment.account()));
        if (changed && wantsHeadroom() && wantsAccount(moment.account()) && outlet.offer("headroom", moment.json())) {
            headroom.put(moment.account(), moment.uses());
        }
    }

    boolean wantsAccount(@Nullable String name) {
        if (name == null) {
            return account == null && credential.hasAllAccounts();
        }
        return (account == null || account.equals(name)) && credential.mayUse(name);
    }

    boolean isBlocked() {
        return blocked;
    }

    /** Goes to its own place in the journal, behind what it has been told. */
    void open(ReleasedRecords records, RecordAssembler.RecordHandler handler) {
        long next = told(0).nextSequence();
        close();
        cursor = records.cursor(next);
        readSequence = next - 1;
        blocked = false;
        assembler = new RecordAssembler(record -> {
            readSequence = record.sequence();
            handler.onRecord(record);
            if (!blocked) {
                toldUpTo(record.sequence());
            }
        });
    }

    boolean hasCursor() {
        return cursor != null;
    }

    /** Gives its place in the journal away. */
    ReleasedRecords.@Nullable Cursor takeCursor() {
        ReleasedRecords.Cursor taken = cursor;
        cursor = null;
        assembler = null;
        return taken;
    }

    /** The last record that it has read at its own place. */
    long readSequence() {
        return readSequence;
    }

    /** Reads one fragment at its own place; false when there is none. */
    boolean read() {
        return cursor != null && assembler != null && cursor.poll(assembler, 1) > 0;
    }

    void close() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
            assembler = null;
        }
    }

    /** Tells now and then how far everything has been told. */
    void beat(long nowNanos, long everyNanos) {
        Place place = told;
        if (beatAtNanos == 0) {
            beatAtNanos = nowNanos;
        } else if (nowNanos - beatAtNanos >= everyNanos && place != null) {
            beatAtNanos = nowNanos;
            outlet.heartbeat(place.nextSequence() - 1);
        }
    }

    /** For the log. */
    String describe() {
        return "the stream of " + credential.name() + ", told up to " + told(0).sequence();
    }
}
