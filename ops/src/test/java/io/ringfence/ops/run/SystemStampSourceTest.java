package io.ringfence.ops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.pipeline.StampSource.ClockException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one clock of the core against clocks that jump. */
class SystemStampSourceTest {
    private static final long START = 1_767_225_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private final Clock clock = new Clock();

    private static final class Clock implements SystemStampSource.Clocks {
        private long wall = START;
        private long monotonic = -5 * SECOND;

        @Override
        public long wallNanos() {
            return wall;
        }

        @Override
        public long monotonicNanos() {
            return monotonic;
        }

        void pass(long nanos) {
            wall += nanos;
            monotonic += nanos;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {SECOND + 1, -SECOND - 1, DAY, -DAY, 3600 * SECOND, -3600 * SECOND})
    void aJumpOfTheWallClockHaltsBeforeTheStampIsUsed(long jump) {
        SystemStampSource stamps = new SystemStampSource(clock, 0);
        clock.pass(SECOND);
        stamps.nextNanos();
        clock.pass(1_000);
        clock.wall += jump;
        assertThatThrownBy(stamps::nextNanos)
                .isInstanceOf(ClockException.class)
                .hasMessageContaining("906")
                .hasMessageContaining("set the clock right");
        assertThatThrownBy(stamps::nextNanos).as("it stays so").isInstanceOf(ClockException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {SECOND + 1, -SECOND - 1})
    void aMonotonicClockThatLeavesTheWallClockBehindHaltsToo(long jump) {
        SystemStampSource stamps = new SystemStampSource(clock, 0);
        clock.pass(10 * SECOND);
        stamps.nextNanos();
        clock.pass(2 * SECOND);
        clock.monotonic += jump;
        assertThatThrownBy(stamps::nextNanos).isInstanceOf(ClockException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {SECOND, -SECOND, 999_999_999L, -999_999_999L, 1, -1})
    void upToASecondIsSlewedAndNeverBackwards(long jump) {
        SystemStampSource stamps = new SystemStampSource(clock, 0);
        long before = stamps.nextNanos();
        clock.pass(1_000_000);
        clock.wall += jump;
        long after = stamps.nextNanos();
        assertThat(after - before).isBetween(1_000_000L - 500, 1_000_000L + 500);
    }

    @Test
    void slowDriftIsFollowedWithinFiveHundredPpm() {
        SystemStampSource stamps = new SystemStampSource(clock, 0);
        long last = stamps.nextNanos();
        for (int i = 0; i < 100_000; i++) {
            clock.pass(10_000_000);
            clock.wall += 1_000; // 100 ppm fast
            long now = stamps.nextNanos();
            assertThat(now - last).isBetween(10_000_000L - 5_000, 10_000_000L + 5_000);
            last = now;
        }
        assertThat(clock.wall - last).isBetween(-100_000L, 100_000L);
    }

    @Test
    void stampsNeverFallWhateverSmallStepsTheClocksMake() {
        Random random = new Random(20_260_103L);
        SystemStampSource stamps = new SystemStampSource(clock, START + DAY);
        long last = START + DAY;
        for (int i = 0; i < 100_000; i++) {
            clock.pass(random.nextInt(2_000_000));
            clock.wall += random.nextInt(1_000_000) - 500_000;
            long now = stamps.nextNanos();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
    }
}
