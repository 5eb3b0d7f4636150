package io.ringfence.gateway.auth;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * The nonces that one key has used and that a replay could still use. Two generations: a nonce stays for at least one
 * whole generation, which is as long as a timestamp can be valid. Full means refuse: forgetting one early would let its
 * request in a second time.
 */
final class Nonces {
    enum Answer {
        FIRST,
        SEEN,
        LATE,
        FULL
    }

    private final long generationMillis;
    private final int capacity;
    private Set<String> current = new HashSet<>();
    private Set<String> previous = new HashSet<>();
    private long startedAtMillis;

    /**
     * @param generationMillis longest time for which a request can be valid after it came
     * @param capacity most nonces of one generation
     */
    Nonces(long generationMillis, int capacity, long nowMillis) {
        this.generationMillis = generationMillis;
        this.capacity = capacity;
        this.startedAtMillis = nowMillis;
    }

    /**
     * Takes note of a nonce. Call it only for requests whose signature holds, or strangers could fill it. The clock is
     * read in here, where generations end: a request that waited meanwhile would otherwise be asked for after its
     * nonce was forgotten.
     *
     * @param timely whether the request is still valid at a time in ms
     */
    synchronized Answer add(String nonce, LongSupplier clockMillis, LongPredicate timely) {
        long nowMillis = clockMillis.getAsLong();
        if (!timely.test(nowMillis)) {
            return Answer.LATE;
        }
        age(nowMillis);
        if (current.contains(nonce) || previous.contains(nonce)) {
            return Answer.SEEN;
        }
        if (current.size() >= capacity) {
            return Answer.FULL;
        }
        current.add(nonce);
        return Answer.FIRST;
    }

    private void age(long nowMillis) {
        long age = nowMillis - startedAtMillis;
        if (age < generationMillis) {
            return;
        }
        previous = age < 2 * generationMillis ? current : new HashSet<>();
        current = new HashSet<>();
        startedAtMillis = nowMillis;
    }
}
