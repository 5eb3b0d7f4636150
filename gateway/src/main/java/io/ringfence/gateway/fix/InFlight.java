package io.ringfence.gateway.fix;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a command can not carry of the message that made it (names that nobody knows, request ids), until its record comes
 * back. After a crash this is lost and reports say less; nothing else depends on it. Safe for any thread.
 */
final class InFlight {
    /** Kept at most; the rings's commands are fewer. */
    private static final int CAPACITY = 65_536;

    /** What the counterparty asked for. */
    enum Kind {
        COMMAND,
        STATUS,
        MASS_STATUS,
        MASS_CANCEL_REFUSED
    }

    /**
     * One message.
     *
     * @param reference 790, 584 or a sentence, by kind
     */
    record Message(
            Kind kind,
            long seqNum,
            String symbol,
            String account,
            String clOrdId,
            String orderId,
            String side,
            String reference,
            String requestType) {}

    private final ConcurrentHashMap<Long, Message> messages = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    /** Begins at the wall clock, so that no number comes twice in a journal's life. */
    private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis() * 1_000_000L);

    /** The number under which it is kept. */
    long add(Message message) {
        long number = numbers.incrementAndGet();
        if (count.get() < CAPACITY) {
            count.incrementAndGet();
            messages.put(number, message);
        }
        return number;
    }

    /** Takes it out; null when it is not known here. */
    @Nullable
    Message take(long number) {
        Message message = messages.remove(number);
        if (message != null) {
            count.decrementAndGet();
        }
        return message;
    }
}
