package io.ringfence.engine.gates;

import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.MarketData;
import io.ringfence.engine.state.MissingLimitException;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.units.Fixed;

/**
 * Gate 2. A score of 0 to 100 for the market data that the order relies on; any hard flag makes it 0. Closing limit
 * orders pass with flags that do not make the price itself unknowable.
 */
public final class DataQuality {
    private static final int GATE = 2;
    private static final int NO_DATA = 1 << 1;
    private static final int STALE = 1 << 2;
    private static final int CROSSED = 1 << 3;
    private static final int SPREAD = 1 << 4;
    private static final int DEVIATION = 1 << 5;
    private static final int GAP = 1 << 6;
    private static final int NOT_TRADING = 1 << 7;
    private static final int FX = 1 << 8;
    private static final int NO_REFERENCE = 1 << 10;
    private static final int TOLERABLE_WHEN_CLOSING = STALE | SPREAD | DEVIATION | GAP;
    /** Flags under which high-water marks, latches and trips do not move (gates.md section 9). */
    private static final int UNSOUND = CROSSED | SPREAD | DEVIATION | GAP | NOT_TRADING;

    private static final long FULL_SCORE = 100;
    private static final long DEFAULT_REF_MAX_AGE = 60_000_000_000L;
    private static final long DEFAULT_FX_MAX_AGE = 60_000_000_000L;
    private static final int STALE_MAX = 40;
    private static final int SPREAD_MAX = 30;
    private static final int DEVIATION_MAX = 30;
    private static final int LOCKED_DEDUCTION = 20;
    private static final int GAP_DEDUCTION = 20;

    private int flags;
    private long score;

    void read(OrderContext order, Readings readings) {
        LimitSet limits = order.account.limits;
        assess(order.instrument, order.state.nowNanos, limits);
        assessRate(order, limits);
        long minimum = limits.require(LimitField.DQ_MIN_SCORE);
        if (flags != 0) {
            readHard(order, readings, limits, minimum);
        } else if (score >= minimum) {
            readings.pass(GATE, 200, score, minimum, order.quantityE8);
        } else if (order.strictForData && score >= limits.require(LimitField.DQ_MIN_SCORE_REDUCE)) {
            readings.pass(GATE, 290, score, minimum, order.quantityE8);
        } else {
            readings.reject(GATE, 220, score, minimum, Scope.NONE, -1);
        }
    }

    private void readHard(OrderContext order, Readings readings, LimitSet limits, long minimum) {
        boolean closing = order.strictForData && order.type == Order.TYPE_LIMIT;
        boolean tolerable = (flags & ~TOLERABLE_WHEN_CLOSING) == 0;
        if (closing && tolerable && limits.getOr(LimitField.DQ_ALLOW_REDUCE_ON_HARD, 0) != 0) {
            readings.pass(GATE, 290, 0, minimum, order.quantityE8);
        } else {
            readings.reject(GATE, 200 + Integer.numberOfTrailingZeros(flags), 0, minimum, Scope.NONE, -1);
        }
    }

    /** The score of an instrument under an account's thresholds, 0 with any hard flag. */
    public long score(Instrument instrument, Account account, long nowNanos) {
        return tryAssess(instrument, nowNanos, account.limits) && flags == 0 ? score : 0;
    }

    /** Whether marks of this instrument may move high-water marks, latches and trips. */
    public boolean isSound(Instrument instrument, Account account, long nowNanos) {
        return tryAssess(instrument, nowNanos, account.limits) && (flags & UNSOUND) == 0;
    }

    /** Outside the gates a missing limit must not stop the core: data that cannot be judged are not sound. */
    private boolean tryAssess(Instrument instrument, long nowNanos, LimitSet limits) {
        try {
            assess(instrument, nowNanos, limits);
            return true;
        } catch (MissingLimitException | ArithmeticException e) {
            return false;
        }
    }

    /** Whether a stop must be held: no data, crossed, or not trading (201, 203, 207). */
    public boolean holdsStops(Instrument instrument) {
        MarketData market = instrument.market;
        boolean blind = !market.isTwoSided() && !market.seeded;
        return blind
                || (market.isTwoSided() && market.bidE8 > market.askE8)
                || market.status != Instrument.STATUS_TRADING;
    }

    private void assess(Instrument instrument, long nowNanos, LimitSet limits) {
        MarketData market = instrument.market;
        flags = 0;
        score = FULL_SCORE;
        assessAge(market, nowNanos, limits);
        if (market.isTwoSided()) {
            assessBook(market, limits);
            assessReference(market, nowNanos, limits);
        } else if (!market.seeded) {
            flags |= NO_DATA;
        }
        if (market.gapOpen) {
            flags |= GAP;
        } else if (market.gapHealedAtNanos != Long.MIN_VALUE
                && nowNanos - market.gapHealedAtNanos < limits.require(LimitField.DQ_GAP_COOLDOWN_NS)) {
            score -= GAP_DEDUCTION;
        }
        if (market.status != Instrument.STATUS_TRADING) {
            flags |= NOT_TRADING;
        }
        score = flags != 0 ? 0 : Math.max(0, score);
    }

    private void assessAge(MarketData market, long nowNanos, LimitSet limits) {
        if (market.bookAtNanos == Long.MIN_VALUE || !market.bookAges) {
            return;
        }
        long age = nowNanos - market.bookAtNanos;
        long hard = limits.require(LimitField.DQ_HARD_STALE_NS);
        if (age > hard) {
            flags |= STALE;
        } else {
            deduct(age, limits.require(LimitField.DQ_SOFT_STALE_NS), hard, STALE_MAX);
        }
    }

    private void assessBook(MarketData market, LimitSet limits) {
        long bid = market.bidE8;
        long ask = market.askE8;
        if (bid > ask) {
            flags |= CROSSED;
        } else if (bid == ask) {
            score -= LOCKED_DEDUCTION;
        }
        long spread = spreadBps(bid, ask);
        long hard = limits.require(LimitField.DQ_HARD_SPREAD_BPS);
        if (spread > hard) {
            flags |= SPREAD;
        } else {
            deduct(spread, limits.require(LimitField.DQ_SOFT_SPREAD_BPS), hard, SPREAD_MAX);
        }
    }

    /** ceil((ask - bid) * 20000 / (ask + bid)); of prices whose sum does not fit, by their mid. */
    private static long spreadBps(long bid, long ask) {
        long sum = bid + ask;
        return sum > 0
                ? Fixed.mulCeil(ask - bid, 2 * Fixed.BPS, sum)
                : Fixed.mulCeil(ask - bid, Fixed.BPS, MarketData.mid(bid, ask));
    }

    private void assessReference(MarketData market, long nowNanos, LimitSet limits) {
        long reference = market.referenceE8;
        long maxAge = limits.getOr(LimitField.DQ_REF_MAX_AGE_NS, DEFAULT_REF_MAX_AGE);
        if (reference == Fixed.ABSENT || (market.referenceAges && nowNanos - market.referenceAtNanos > maxAge)) {
            flags |= NO_REFERENCE;
            return;
        }
        long distance = Math.abs(MarketData.mid(market.bidE8, market.askE8) - reference);
        // A distance of more than a million times the reference is too far whatever the limit, and may not fit.
        long deviation =
                distance / 1_000_000 >= reference ? Long.MAX_VALUE : Fixed.mulCeil(distance, Fixed.BPS, reference);
        long hard = limits.require(LimitField.DQ_HARD_DEV_BPS);
        if (deviation > hard) {
            flags |= DEVIATION;
        } else {
            deduct(deviation, limits.require(LimitField.DQ_SOFT_DEV_BPS), hard, DEVIATION_MAX);
        }
    }

    private void assessRate(OrderContext order, LimitSet limits) {
        if (order.instrument.quoteCurrency == order.account.currency) {
            return;
        }
        Instrument rate =
                order.state.instruments.rateInstrument(order.instrument.quoteCurrency, order.account.currency);
        long maxAge = limits.getOr(LimitField.DQ_FX_MAX_AGE_NS, DEFAULT_FX_MAX_AGE);
        if (rate == null
                || rate.market.markE8 == Fixed.ABSENT
                || rate.market.bookAtNanos == Long.MIN_VALUE
                || order.state.nowNanos - rate.market.bookAtNanos > maxAge) {
            flags |= FX;
        }
    }

    /** lin(x) = max * (x - soft) / (hard - soft), rounded down, for x above soft. */
    private void deduct(long x, long soft, long hard, int max) {
        if (x > soft) {
            score -= Fixed.mulFloor(x - soft, max, hard - soft);
        }
    }
}
