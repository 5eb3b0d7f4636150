package io.ringfence.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.gates.ReasonCode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Guessing becomes slow, and nobody is locked out by somebody else's guesses. */
class LockoutTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int FREE = 10;
    private static final String OWNER = "192.0.2.1";
    private static final String STRANGER = "198.51.100.7";

    private long nowNanos = 5 * SECOND;
    private int asked;
    private final Credential owner = new Credential(1, "owner", Role.TRADER, java.util.Set.of("A1"));
    private final Authenticator authenticator =
            new LockoutAuthenticator(this::check, new Lockout(() -> nowNanos, FREE));

    private record Asked(String remoteAddress, Map<String, String> headers) implements Authenticator.Request {
        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String rawPathAndQuery() {
            return "/v1/time";
        }

        @Override
        public String header(String name) {
            return headers.get(name);
        }

        @Override
        public byte[] body() {
            return new byte[0];
        }
    }

    private Authenticator.Result check(Authenticator.Request request) {
        asked++;
        if (request.header("Authorization") != null) {
            return request.header("Authorization").equals("Bearer right")
                    ? Authenticator.Result.granted(owner)
                    : Authenticator.Result.refused(ReasonCode.AUTH_NONE.number, "The token is not known");
        }
        String signature = request.header(SignedText.SIGNATURE);
        if ("right".equals(signature)) {
            return Authenticator.Result.granted(owner);
        }
        return "late".equals(signature)
                ? Authenticator.Result.refused(ReasonCode.AUTH_TIMESTAMP.number, "late")
                : Authenticator.Result.refused(ReasonCode.AUTH_SIGNATURE.number, "wrong");
    }

    private Authenticator.Result signed(String from, String signature) {
        Map<String, String> headers = new HashMap<>();
        headers.put(SignedText.KEY, "owner");
        headers.put(SignedText.SIGNATURE, signature);
        return authenticator.authenticate(new Asked(from, headers));
    }

    private Authenticator.Result token(String from, String token) {
        return authenticator.authenticate(new Asked(from, Map.of("Authorization", "Bearer " + token)));
    }

    @Test
    void locksAStrangerOutAndNotTheOwner() {
        for (int i = 0; i < FREE; i++) {
            assertThat(signed(STRANGER, "wrong").retryAfterSeconds()).isZero();
        }
        int before = asked;
        assertThat(signed(STRANGER, "wrong").retryAfterSeconds()).isEqualTo(1);
        assertThat(signed(STRANGER, "right").credential())
                .as("not even looked at")
                .isNull();
        assertThat(asked).isEqualTo(before);
        assertThat(signed(OWNER, "right").credential()).isEqualTo(owner);
    }

    @Test
    void waitsLongerEachTimeAndForgets() {
        for (int i = 0; i < FREE; i++) {
            signed(STRANGER, "wrong");
        }
        long expected = 1;
        for (int i = 0; i < 12; i++) {
            assertThat(signed(STRANGER, "wrong").retryAfterSeconds()).isEqualTo(expected);
            nowNanos += expected * SECOND;
            assertThat(signed(STRANGER, "wrong").retryAfterSeconds())
                    .as("the wait is over")
                    .isZero();
            expected = Math.min(300, expected * 2);
        }
        nowNanos += 300 * SECOND;
        assertThat(signed(STRANGER, "right").credential()).isEqualTo(owner);
        assertThat(signed(STRANGER, "wrong").retryAfterSeconds()).isZero();
        assertThat(signed(STRANGER, "wrong").retryAfterSeconds())
                .as("begins anew")
                .isZero();
    }

    @Test
    void countsUnknownTokensAndLetsAKnownOneIn() {
        for (int i = 0; i < FREE; i++) {
            token(STRANGER, "guess" + i);
        }
        assertThat(token(STRANGER, "guess").retryAfterSeconds()).isEqualTo(1);
        assertThat(token(STRANGER, "right").credential())
                .as("who shares his address")
                .isEqualTo(owner);
        assertThat(token(STRANGER, "guess").retryAfterSeconds())
                .as("and the guesser still waits")
                .isEqualTo(1);
        assertThat(token(OWNER, "guess").retryAfterSeconds()).isZero();
    }

    @Test
    void countsNeitherWrongClocksNorRequestsWithoutProof() {
        for (int i = 0; i < 3 * FREE; i++) {
            assertThat(signed(OWNER, "late").retryAfterSeconds()).isZero();
        }
        assertThat(signed(OWNER, "right").credential()).isEqualTo(owner);
    }

    @Test
    void remembersABoundedNumberOfPairs() {
        Lockout lockout = new Lockout(() -> nowNanos, FREE);
        for (int i = 0; i < 25_000; i++) {
            lockout.failed(new Lockout.Pair("key" + i, STRANGER));
        }
        for (int i = 0; i < FREE; i++) {
            lockout.failed(new Lockout.Pair("key", STRANGER));
        }
        assertThat(lockout.lockedSeconds(new Lockout.Pair("key", STRANGER))).isEqualTo(1);
        assertThat(lockout.size()).isEqualTo(10_000);
    }
}
