package io.ringfence.gateway.stream;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks the read model now and then for the headroom of the accounts that somebody listens to. What comes is a moment, not
 * an event of the journal: it has no place, and whoever had no room for it gets the next. Belongs to the thread of {@link
 * Streams}, except for what the source hands in.
 */
public final class HeadroomFeed {
    /** Reads the headroom of accounts without waiting; hands it in later, from any thread, or not at all. */
    public interface Source {
        void ask(Predicate<String> accounts, Consumer<List<Moment>> answer);
    }

    /**
     * One account's headroom.
     *
     * @param uses what is used, without the time; equal when nothing has changed
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, handed on
    public record Moment(String account, String uses, byte[] json) {}

    private static final long EVERY_NANOS = 1_000_000_000L;

    private final Source source;
    private final Queue<List<Moment>> answers = new ConcurrentLinkedQueue<>();
    private long askedAtNanos;
    private boolean asked;

    HeadroomFeed(Source source) {
        this.source = source;
    }

    /** Asks, when it is time and somebody listens. */
    void tend(long nowNanos, List<Subscription> clients) {
        if (asked && nowNanos - askedAtNanos < EVERY_NANOS) {
            return;
        }
        List<Subscription> wanting =
                clients.stream().filter(Subscription::wantsHeadroom).toList();
        if (!wanting.isEmpty()) {
            asked = true;
            askedAtNanos = nowNanos;
            source.ask(account -> wanting.stream().anyMatch(client -> client.wantsAccount(account)), answers::add);
        }
    }

    /** What has come; null when nothing has. */
    @Nullable
    List<Moment> poll() {
        return answers.poll();
    }
}
