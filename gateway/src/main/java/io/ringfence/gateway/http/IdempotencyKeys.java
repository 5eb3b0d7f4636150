package io.ringfence.gateway.http;

import io.ringfence.engine.gates.ReasonCode;
import io.ringfence.gateway.json.Answer;
import io.ringfence.gateway.json.Problem;
import io.ringfence.gateway.json.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a day what became of requests with an {@code Idempotency-Key} (api.md 2.4), so that one that is sent
 * again is done once. Only what went into the core is remembered: a request that was refused before may be sent again.
 * In memory: a restart forgets. Safe for any thread.
 */
final class IdempotencyKeys {
    static final String HEADER = "Idempotency-Key";
    private static final long KEPT_NANOS = 86_400_000_000_000L;
    /** Of one credential; the oldest makes room, because stopping must not be refused for want of it. */
    static final int MOST = 10_000;

    private final LongSupplier nanoTime;
    private final Map<Integer, Map<String, Entry>> entries = new HashMap<>();

    IdempotencyKeys(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private static final class Entry {
        final byte[] request;
        final long sinceNanos;

        @Nullable
        Answer answer;

        Entry(byte[] request, long sinceNanos) {
            this.request = request;
            this.sinceNanos = sinceNanos;
        }
    }

    /** The endpoint, done once for each key; without a key every time. */
    Endpoint once(Endpoint endpoint) {
        return call -> {
            String header = call.header(HEADER);
            if (header == null) {
                endpoint.handle(call);
            } else {
                once(call, key(header), endpoint);
            }
        };
    }

    private void once(Call call, String key, Endpoint endpoint) {
        byte[] request = fingerprint(call);
        Entry entry = new Entry(request, nanoTime.getAsLong());
        int credential = call.credential().id();
        Entry before = put(credential, key, entry);
        if (before != null) {
            again(call, key, request, before);
            return;
        }
        call.whenAnswered(answer -> answered(credential, key, entry, call.isPublished() ? answer : null));
        endpoint.handle(call);
    }

    private synchronized @Nullable Entry put(int credential, String key, Entry entry) {
        Map<String, Entry> own = entries.computeIfAbsent(credential, id -> new LinkedHashMap<>());
        Iterator<Entry> oldest = own.values().iterator();
        while (oldest.hasNext() && (entry.sinceNanos - oldest.next().sinceNanos > KEPT_NANOS || own.size() >= MOST)) {
            oldest.remove();
        }
        return own.putIfAbsent(key, entry);
    }

    private synchronized void answered(int credential, String key, Entry entry, @Nullable Answer answer) {
        if (answer != null) {
            entry.answer = answer;
            return;
        }
        Map<String, Entry> own = entries.get(credential);
        if (own != null) {
            own.remove(key, entry);
        }
    }

    private synchronized void again(Call call, String key, byte[] request, Entry before) {
        Answer answer = before.answer;
        if (!MessageDigest.isEqual(request, before.request)) {
            call.problem(Problem.code(
                    ReasonCode.IDEMPOTENCY_MISMATCH.number,
                    "The idempotency key \"" + key + "\" was used with another request"));
        } else if (answer == null) {
            call.problem(Problem.http(409, "The request with the idempotency key \"" + key + "\" is still at work"));
        } else {
            call.answer(answer.withHeader("Idempotent-Replay", "true"));
        }
    }

    /** As a string of RFC 8941, in quotes, or bare as most clients send it. */
    private static String key(String header) {
        boolean quoted = header.length() > 2 && header.startsWith("\"") && header.endsWith("\"");
        String key = quoted ? header.substring(1, header.length() - 1) : header;
        if (!key.matches("[!#-~]{1,64}")) {
            throw RefusedException.malformed(HEADER + " must be 1 to 64 visible characters, bare or in double quotes");
        }
        return key;
    }

    private static byte[] fingerprint(Call call) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((call.method() + " " + call.rawPathAndQuery() + "\n").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(call.body()), digest.getDigestLength());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
