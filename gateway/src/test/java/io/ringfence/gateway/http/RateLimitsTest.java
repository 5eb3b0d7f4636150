package io.ringfence.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** So many a second, so many at once, and each key for itself. */
class RateLimitsTest {
    private static final long SECOND = 1_000_000_000L;

    private long nowNanos = -5 * SECOND;
    private final RateLimits limits = new RateLimits(100, () -> nowNanos);

    private int taken(int keyId, int asked) {
        int taken = 0;
        for (int i = 0; i < asked; i++) {
            taken += limits.take(keyId) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void givesASecondsWorthAtOnceAndThenByTime() {
        assertThat(taken(1, 500)).isEqualTo(100);
        assertThat(taken(2, 50)).as("another key").isEqualTo(50);
        nowNanos += SECOND / 10;
        assertThat(taken(1, 500)).isEqualTo(10);
        nowNanos += 100 * SECOND;
        assertThat(taken(1, 500)).as("no more than a second's worth is saved").isEqualTo(100);
    }

    @Test
    void agreesWithCountingDrops() {
        long seed = Long.getLong("ringfence.seed", System.nanoTime());
        System.out.println("RateLimitsTest: -Dringfence.seed=" + seed);
        Random random = new Random(seed);
        // In units of a request's hundredth: exact, as a second divides by 100.
        long drops = 100 * SECOND;
        for (int i = 0; i < 100_000; i++) {
            long passed = random.nextInt(20_000_000);
            nowNanos += passed;
            drops = Math.min(100 * SECOND, drops + passed * 100);
            boolean expected = drops >= SECOND;
            drops -= expected ? SECOND : 0;
            assertThat(limits.take(7)).as("request %s", i).isEqualTo(expected);
        }
    }

    @Test
    void isNoLimitAtZero() {
        RateLimits none = new RateLimits(0, () -> nowNanos);
        for (int i = 0; i < 1_000; i++) {
            assertThat(none.take(1)).isTrue();
        }
    }
}
