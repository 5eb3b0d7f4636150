package io.ringfence.engine.gates;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.core.CoreHarness;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scale at its edges: soft limit 500 bps, hard limit 1,000 bps, a mark of 1,000,000. */
class DrawdownScaleTest {
    private static final long MARK = 1_000_000 * Fixed.SCALE;
    private final Account account = CoreHarness.paper().state.account(CoreHarness.A1);

    @BeforeEach
    void mark() {
        account.hwmE8 = MARK;
    }

    private long scale(long lossBps) {
        return Drawdown.scaleBps(account, MARK - MARK / 10_000 * lossBps);
    }

    @Test
    void fallsInAStraightLineFromSoftToHard() {
        assertThat(scale(-1)).isEqualTo(10_000);
        assertThat(scale(0)).isEqualTo(10_000);
        assertThat(scale(500)).isEqualTo(10_000);
        assertThat(scale(501)).isEqualTo(9_980);
        assertThat(scale(750)).isEqualTo(5_000);
        assertThat(scale(999)).isEqualTo(20);
        assertThat(scale(1_000)).isZero();
        assertThat(scale(1_001)).isZero();
    }

    @Test
    void aPartOfABasisPointCountsAsAWholeOne() {
        assertThat(Drawdown.drawdownBps(MARK - 1, MARK)).isEqualTo(1);
        assertThat(Drawdown.drawdownBps(MARK, MARK)).isZero();
        assertThat(Drawdown.drawdownBps(MARK + 1, MARK)).isZero();
        assertThat(Drawdown.scaleBps(account, MARK - MARK / 10_000 * 500 - 1)).isEqualTo(9_980);
    }

    @Test
    void nothingIsLeftWithoutEquityOrMarkOrWhenLatched() {
        assertThat(Drawdown.scaleBps(account, 1)).isZero();
        assertThat(Drawdown.scaleBps(account, 0)).isZero();
        account.hwmE8 = 0;
        assertThat(Drawdown.scaleBps(account, MARK)).isZero();
        account.hwmE8 = MARK;
        account.drawdownLatched = true;
        assertThat(Drawdown.scaleBps(account, MARK)).isZero();
    }

    @Test
    void withoutLimitsNothingIsScaled() {
        account.limits.set(LimitField.DD_SOFT_BPS, Fixed.ABSENT);
        assertThat(scale(9_000)).isEqualTo(10_000);
        account.limits.set(LimitField.DD_SOFT_BPS, 500);
        account.limits.set(LimitField.DD_HARD_BPS, Fixed.ABSENT);
        assertThat(scale(9_000)).isEqualTo(10_000);
    }

    /** A loss of everything is 10,000 bps, even where the hard limit is above it. */
    @Test
    void lostIsLostWhateverTheLimit() {
        account.limits.set(LimitField.DD_HARD_BPS, 20_000);
        assertThat(Drawdown.scaleBps(account, 0)).isZero();
        assertThat(Drawdown.scaleBps(account, 1)).isPositive();
    }
}
