package io.ringfence.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.gates.ReasonCode;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who signs comes in once; nobody else comes in at all. */
class SignedAuthenticatorTest {
    /** {@code -Dringfence.signatures=100000} for the long run; each case is at least three requests that must fail. */
    private static final int CASES = Integer.getInteger("ringfence.signatures", 1_000);

    private static final long START = 1_767_225_600_000L;
    private static final long WINDOW = SignedAuthenticator.DEFAULT_WINDOW_MILLIS;
    private static final String NONCE = "0123456789abcdef";
    private static final KeyPair A1 = SignedRequest.pair();
    private static final KeyPair A2 = SignedRequest.pair();

    private long nowMillis = START;
    private final TokenKeys keys =
            new TokenKeys(List.of(), List.of(signer(1, "trader.A1", A1), signer(2, "trader.A2", A2)));
    private SignedAuthenticator authenticator = started();

    private static SigningKey signer(int id, String name, KeyPair pair) {
        return new SigningKey(new Credential(id, name, Role.TRADER, Set.of("A" + id)), pair.getPublic());
    }

    private SignedAuthenticator started() {
        return new SignedAuthenticator(keys, () -> nowMillis);
    }

    private SignedRequest at(long millis, String nonce) {
        return SignedRequest.sign(A1, "trader.A1", millis, nonce, "POST", "/v1/orders", "{}");
    }

    private int code(SignedRequest request) {
        return authenticator.authenticate(request).code();
    }

    private void waitUntil(long millis) {
        nowMillis = millis;
    }

    @Test
    void takesEveryHonestRequestOnceAndNoAlteredOrReplayedOne() {
        long seed = Long.getLong("ringfence.seed", 20_261_126L);
        System.out.println("SignedAuthenticatorTest seed " + seed);
        Random random = new Random(seed);
        waitUntil(START + 2_000);
        List<SignedRequest> recent = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            nowMillis += random.nextInt(20);
            SignedRequest honest = SignedRequest.sign(
                    A1,
                    "trader.A1",
                    nowMillis - random.nextInt(900),
                    "nonce-" + i + "-" + Long.toHexString(random.nextLong() | Long.MIN_VALUE),
                    random.nextBoolean() ? "POST" : "DELETE",
                    "/v1/orders?symbol=S" + random.nextInt(100),
                    random.nextInt(3) == 0 ? "" : "{\"qty\":\"" + random.nextInt() + "\"}");
            SignedRequest altered = honest.altered(random, "trader.A2");
            assertThat(code(altered)).as("case %s: %s", i, altered).isNotZero();
            Authenticator.Result granted = authenticator.authenticate(honest);
            assertThat(granted.code()).as("case %s: %s", i, granted.detail()).isZero();
            assertThat(granted.credential()).extracting(Credential::name).isEqualTo("trader.A1");
            assertThat(code(altered)).as("case %s: %s", i, altered).isNotZero();
            recent.add(honest);
            SignedRequest old = recent.get(random.nextInt(recent.size()));
            assertThat(code(old)).as("replay in case %s: %s", i, old).isNotZero();
            refused += 3;
            if (random.nextInt(200) == 0) {
                refused += restart(recent);
            }
        }
        System.out.println("SignedAuthenticatorTest refused " + refused + " altered and replayed requests");
    }

    /** Replays all that could still be valid, from the first moment on; returns how many. */
    private int restart(List<SignedRequest> recent) {
        authenticator = started();
        List<SignedRequest> last = recent.subList(Math.max(0, recent.size() - 300), recent.size());
        for (int step = 0; step < 2; step++) {
            for (SignedRequest old : last) {
                assertThat(code(old)).as("replay after a start: %s", old).isNotZero();
            }
            nowMillis += SignedAuthenticator.MAX_AHEAD_MILLIS + 900;
        }
        return 2 * last.size();
    }

    @Test
    void keepsToItsWindowToTheMillisecond() {
        waitUntil(START + 60_000);
        assertThat(code(at(nowMillis - WINDOW, NONCE + "1"))).isEqualTo(ReasonCode.AUTH_TIMESTAMP.number);
        assertThat(code(at(nowMillis - WINDOW + 1, NONCE + "2"))).isZero();
        assertThat(code(at(nowMillis + 1_000, NONCE + "3"))).isZero();
        assertThat(code(at(nowMillis + 1_001, NONCE + "4"))).isEqualTo(ReasonCode.AUTH_TIMESTAMP.number);
    }

    @Test
    void refusesWhatMayHaveBeenUsedBeforeTheStart() {
        waitUntil(START + 500);
        assertThat(code(at(START + 1_000, NONCE + "1"))).isEqualTo(ReasonCode.AUTH_TIMESTAMP.number);
        assertThat(code(at(START + 1_001, NONCE + "2"))).isZero();
    }

    @Test
    void aClockThatIsSetBackOpensNothing() {
        waitUntil(START + 60_000);
        SignedRequest first = at(nowMillis, NONCE);
        assertThat(code(first)).isZero();
        waitUntil(START + 80_000);
        assertThat(code(at(nowMillis, NONCE + "1"))).isZero();
        waitUntil(START + 60_000);
        assertThat(code(first)).isEqualTo(ReasonCode.AUTH_TIMESTAMP.number);
    }

    @Test
    void remembersANonceAsLongAsItsRequestIsValid() {
        waitUntil(START + 60_000);
        SignedRequest ahead = at(nowMillis + 1_000, NONCE);
        assertThat(code(ahead)).isZero();
        for (int step = 0; step < 60; step++) {
            nowMillis += 100;
            assertThat(code(ahead)).as("after %s ms", 100 * (step + 1)).isNotZero();
            assertThat(code(at(nowMillis, NONCE + "-" + step))).isZero();
        }
    }

    /** Stopped between the look at its timestamp and the look at its nonce, until the nonce is forgotten. */
    @Test
    void refusesAReplayThatIsHeldUpOnItsWay() {
        AtomicBoolean heldUp = new AtomicBoolean();
        authenticator = new SignedAuthenticator(
                new Keys() {
                    @Override
                    public @Nullable Credential byTokenHash(byte[] hash) {
                        return keys.byTokenHash(hash);
                    }

                    @Override
                    public @Nullable SigningKey signingKey(String name) {
                        if (heldUp.getAndSet(false)) {
                            nowMillis += 2 * (WINDOW + 1_000);
                            assertThat(code(at(nowMillis, NONCE + "-later"))).isZero();
                        }
                        return keys.signingKey(name);
                    }
                },
                () -> nowMillis);
        waitUntil(START + 60_000);
        SignedRequest first = at(nowMillis, NONCE);
        assertThat(code(first)).isZero();
        heldUp.set(true);
        assertThat(code(first)).isEqualTo(ReasonCode.AUTH_TIMESTAMP.number);
    }

    @Test
    void refusesWhenItCanRememberNoMoreNonces() {
        authenticator = new SignedAuthenticator(keys, () -> nowMillis, WINDOW, 3);
        waitUntil(START + 10_000);
        for (int i = 0; i < 3; i++) {
            assertThat(code(at(nowMillis, NONCE + i))).isZero();
        }
        Authenticator.Result full = authenticator.authenticate(at(nowMillis, NONCE + "x"));
        assertThat(full.code()).isEqualTo(ReasonCode.AUTH_NONCE.number);
        assertThat(full.detail()).contains("more than 3 times");
        assertThat(code(SignedRequest.sign(A2, "trader.A2", nowMillis, NONCE, "GET", "/v1/time", "")))
                .isZero();
        waitUntil(nowMillis + WINDOW + 1_000);
        assertThat(code(at(nowMillis, NONCE + "x"))).isZero();
    }

    @Test
    void aFailedSignatureUsesNoNonceUp() {
        waitUntil(START + 10_000);
        SignedRequest honest = at(nowMillis, NONCE);
        SignedRequest forged = SignedRequest.sign(A2, "trader.A1", nowMillis, NONCE, "POST", "/v1/orders", "{}");
        assertThat(code(forged)).isEqualTo(ReasonCode.AUTH_SIGNATURE.number);
        assertThat(code(honest)).isZero();
    }

    @Test
    void tellsNotWhetherAKeyIsKnown() {
        waitUntil(START + 10_000);
        SignedRequest unknown = SignedRequest.sign(A2, "trader.A9", nowMillis, NONCE, "POST", "/v1/orders", "{}");
        SignedRequest forged = SignedRequest.sign(A2, "trader.A1", nowMillis, NONCE, "POST", "/v1/orders", "{}");
        assertThat(authenticator.authenticate(unknown)).isEqualTo(authenticator.authenticate(forged));
    }
}
