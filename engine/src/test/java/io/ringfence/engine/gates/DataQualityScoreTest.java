package io.ringfence.engine.gates;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.core.CoreHarness;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.units.Fixed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The score at its edges: what is exactly at a threshold is still inside it. */
class DataQualityScoreTest {
    private static final long SECOND = CoreHarness.SECOND;
    private static final long PRICE = 1000 * Fixed.SCALE;

    private final CoreHarness core = CoreHarness.paper();
    private final Account account = core.state.account(CoreHarness.A1);
    private final Instrument instrument = core.state.instruments.get(CoreHarness.BTC);
    private final MarketData market = instrument.market;
    private final DataQuality quality = new DataQuality();
    private final long now = core.now;

    @BeforeEach
    void tightBook() {
        book(PRICE - Fixed.SCALE / 100, PRICE + Fixed.SCALE / 100, PRICE);
    }

    private void book(long bid, long ask, long reference) {
        market.quote(bid, 1, ask, 1, now);
        market.reference(reference, now);
    }

    private long score() {
        return quality.score(instrument, account, now);
    }

    private boolean isSound() {
        return quality.isSound(instrument, account, now);
    }

    @Test
    void ageCountsBehindTheSoftLimitAndEndsBehindTheHardOne() {
        assertThat(score()).isEqualTo(100);
        market.bookAtNanos = now - SECOND;
        assertThat(score()).isEqualTo(100);
        market.bookAtNanos = now - 3 * SECOND;
        assertThat(score()).isEqualTo(80);
        market.bookAtNanos = now - 5 * SECOND;
        assertThat(score()).isEqualTo(60);
        market.bookAtNanos = now - 5 * SECOND - 1;
        assertThat(score()).isZero();
        assertThat(isSound()).as("old, but not wrong").isTrue();
    }

    @Test
    void spreadIsRoundedUpInBasisPoints() {
        book(PRICE - PRICE / 1000, PRICE + PRICE / 1000, PRICE);
        assertThat(score()).as("20 bps").isEqualTo(100);
        book(PRICE - PRICE / 100, PRICE + PRICE / 100, PRICE);
        assertThat(score()).as("200 bps").isEqualTo(70);
        assertThat(isSound()).isTrue();
        book(PRICE - PRICE / 100, PRICE + PRICE / 100 + 1, PRICE);
        assertThat(score()).as("a hair above 200 bps").isZero();
        assertThat(isSound()).isFalse();
    }

    @Test
    void pricesWhoseSumDoesNotFitAreMeasuredByTheirMid() {
        long high = Long.MAX_VALUE - 1000;
        book(high, high + 2, high + 1);
        assertThat(score()).as("a hair is 1 bp").isEqualTo(100);
        long far = high - high / 50;
        book(far, high, MarketData.mid(far, high));
        assertThat(score()).as("202 bps").isZero();
        book(high - high / 100, high, MarketData.mid(high - high / 100, high));
        assertThat(score()).as("101 bps: 13 of 30 off").isEqualTo(87);
    }

    @Test
    void aLockedBookLosesTwentyAndACrossedOneEverything() {
        book(PRICE, PRICE, PRICE);
        assertThat(score()).isEqualTo(80);
        assertThat(quality.holdsStops(instrument)).as("locked is not crossed").isFalse();
        book(PRICE + 1, PRICE, PRICE);
        assertThat(score()).isZero();
        assertThat(isSound()).isFalse();
        assertThat(quality.holdsStops(instrument)).isTrue();
    }

    @Test
    void distanceFromTheReference() {
        long bid = PRICE - Fixed.SCALE / 100;
        long ask = PRICE + Fixed.SCALE / 100;
        book(bid, ask, Fixed.mulFloor(PRICE, Fixed.BPS, Fixed.BPS + 50));
        assertThat(score()).as("51 bps, rounded up: nothing off yet").isEqualTo(100);
        book(bid, ask, PRICE * 100 / 103);
        assertThat(score()).as("301 bps, rounded up").isZero();
        book(bid, ask, PRICE * 100 / 103 + 1);
        assertThat(score()).as("300 bps").isEqualTo(70);
        book(bid, ask, 1);
        assertThat(score()).as("too far to be measured").isZero();
        assertThat(isSound()).isFalse();
    }

    @Test
    void aReferenceIsTooOldOnlyBehindItsAge() {
        market.referenceAtNanos = now - 60 * SECOND;
        assertThat(score()).isEqualTo(100);
        market.referenceAtNanos = now - 60 * SECOND - 1;
        assertThat(score()).isZero();
        market.referenceAges = false;
        assertThat(score()).isEqualTo(100);
    }

    @Test
    void aGapIsRememberedUntilItsCooldownIsOver() {
        market.gapHealedAtNanos = now - 2 * SECOND + 1;
        assertThat(score()).isEqualTo(80);
        market.gapHealedAtNanos = now - 2 * SECOND;
        assertThat(score()).isEqualTo(100);
    }

    @Test
    void whatCannotBeJudgedIsNotSound() {
        account.limits.set(LimitField.DQ_HARD_SPREAD_BPS, Fixed.ABSENT);
        assertThat(score()).isZero();
        assertThat(isSound()).isFalse();
    }
}
