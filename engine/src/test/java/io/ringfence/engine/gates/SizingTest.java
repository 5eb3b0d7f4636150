package io.ringfence.engine.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.engine.units.Fixed;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** The formula of gates.md G6 in plain arithmetic, against every combination of edges. */
class SizingTest {
    private static final long[] QUANTITIES = {1, 2, 99, 100, 101, Fixed.SCALE, Fixed.SCALE + 1};
    private static final long[] CURRENTS = {-Fixed.SCALE, -101, -100, -99, -1, 0, 1, 100, Fixed.SCALE};
    private static final long[] ROOMS = {-Fixed.SCALE, -1, 0, 1, 2, 99, 100, 101, 200, 201, Fixed.SCALE, 2 * Fixed.SCALE
    };
    private static final long[] UNITS = {1, 7, Fixed.SCALE - 1, Fixed.SCALE, Fixed.SCALE + 1, 3 * Fixed.SCALE};

    @Test
    void allowsWhatTheFormulaSays() {
        for (long quantity : QUANTITIES) {
            for (long current : CURRENTS) {
                for (long room : ROOMS) {
                    for (long unit : UNITS) {
                        for (long nonIncreasing : new long[] {0, 1, Math.max(0, -current), quantity}) {
                            assertThat(Sizing.allowed(quantity, current, nonIncreasing, room, unit))
                                    .as("%s at %s, %s, %s, %s", quantity, current, nonIncreasing, room, unit)
                                    .isEqualTo(plain(quantity, current, nonIncreasing, room, unit));
                        }
                    }
                }
            }
        }
    }

    /** min(q, max(nonIncr, floor(room * 1e8 / V) - cur, 0)); a side that stays at or below 0 needs no room. */
    private static long plain(long quantity, long current, long nonIncreasing, long room, long unit) {
        if (current + quantity <= 0) {
            return quantity;
        }
        long sideMax = room <= 0
                ? 0
                : BigInteger.valueOf(room)
                        .multiply(BigInteger.valueOf(Fixed.SCALE))
                        .divide(BigInteger.valueOf(unit))
                        .longValueExact();
        return Math.min(quantity, Math.max(nonIncreasing, Math.max(sideMax - current, 0)));
    }

    @Test
    void aRoomWhoseQuantityDoesNotFitIsAnErrorNotAnAnswer() {
        assertThatThrownBy(() -> Sizing.allowed(1, 0, 0, Long.MAX_VALUE, 1)).isInstanceOf(ArithmeticException.class);
        assertThat(Sizing.allowed(1, 0, 0, Long.MAX_VALUE, Fixed.SCALE)).isEqualTo(1);
        assertThat(Sizing.allowed(1, 0, 0, 0, 1)).isZero();
    }

    @Test
    void theValueAfterwardsIsRoundedUpAndNeverNegative() {
        assertThat(Sizing.valueAfter(-5, 5, Fixed.SCALE)).isZero();
        assertThat(Sizing.valueAfter(-6, 5, Fixed.SCALE)).isZero();
        assertThat(Sizing.valueAfter(1, 2, Fixed.SCALE / 2)).isEqualTo(2);
    }
}
