package io.ringfence.ops.simtest.model;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.ops.simtest.model.Things.Instrument;
import java.math.BigInteger;
import java.util.Set;
import java.util.TreeSet;

/** Gate 2: the score of a market, and its hard flags by code. */
final class NaiveData {
    private static final Set<Integer> TOLERABLE = Set.of(202, 204, 205, 206);
    private static final Set<Integer> UNSOUND = Set.of(203, 204, 205, 206, 207);
    private static final long REFERENCE_AGE = 60_000_000_000L;

    final TreeSet<Integer> flags = new TreeSet<>();
    private BigInteger score = Exact.of(100);

    NaiveData(Instrument market, Limits limits, long now) {
        age(market, limits, now);
        Long bid = market.bid;
        Long ask = market.ask;
        if (bid != null && ask != null) {
            book(bid, ask, limits);
            reference(market, bid, ask, limits, now);
        } else if (!market.seeded) {
            flags.add(201);
        }
        Long healed = market.gapHealedAt;
        if (market.gapOpen) {
            flags.add(206);
        } else if (healed != null && now - healed < limits.get(LimitField.DQ_GAP_COOLDOWN_NS, 0)) {
            score = score.subtract(Exact.of(20));
        }
        if (market.status != 0) {
            flags.add(207);
        }
    }

    private void age(Instrument market, Limits limits, long now) {
        Long at = market.bookAt;
        if (at != null && market.bookAges) {
            judge(
                    Exact.of(now - at),
                    limits.get(LimitField.DQ_SOFT_STALE_NS, 0),
                    limits.get(LimitField.DQ_HARD_STALE_NS, 0),
                    40,
                    202);
        }
    }

    private void book(long bid, long ask, Limits limits) {
        if (bid > ask) {
            flags.add(203);
        } else if (bid == ask) {
            score = score.subtract(Exact.of(20));
        }
        BigInteger spread = Exact.ceil(Exact.of(ask - bid), Exact.of(20_000), Exact.of(ask + bid));
        judge(
                spread,
                limits.get(LimitField.DQ_SOFT_SPREAD_BPS, 0),
                limits.get(LimitField.DQ_HARD_SPREAD_BPS, 0),
                30,
                204);
    }

    private void reference(Instrument market, long bid, long ask, Limits limits, long now) {
        Long reference = market.reference;
        long oldest = limits.get(LimitField.DQ_REF_MAX_AGE_NS, REFERENCE_AGE);
        if (reference == null || (market.referenceAges && now - market.referenceAt > oldest)) {
            flags.add(210);
            return;
        }
        long away = Math.abs(Math.floorDiv(bid + ask, 2L) - reference);
        judge(
                Exact.ceil(Exact.of(away), Exact.BPS, Exact.of(reference)),
                limits.get(LimitField.DQ_SOFT_DEV_BPS, 0),
                limits.get(LimitField.DQ_HARD_DEV_BPS, 0),
                30,
                205);
    }

    private void judge(BigInteger x, long soft, long hard, int most, int code) {
        if (x.compareTo(Exact.of(hard)) > 0) {
            flags.add(code);
        } else if (x.compareTo(Exact.of(soft)) > 0) {
            score = score.subtract(Exact.floor(x.subtract(Exact.of(soft)), Exact.of(most), Exact.of(hard - soft)));
        }
    }

    boolean sound() {
        return flags.stream().noneMatch(UNSOUND::contains);
    }

    NaiveReading read(Question question) {
        Limits limits = question.account().limits;
        BigInteger minimum = limits.exact(LimitField.DQ_MIN_SCORE);
        BigInteger score100 = Exact.positive(score);
        if (!flags.isEmpty()) {
            boolean closing = question.dataStrict() && question.type() == Order.TYPE_LIMIT;
            return closing && TOLERABLE.containsAll(flags) && limits.flag(LimitField.DQ_ALLOW_REDUCE_ON_HARD)
                    ? pass(290, Exact.ZERO, minimum, question)
                    : NaiveReading.reject(flags.first(), Exact.ZERO, minimum, Scope.NONE, -1);
        }
        if (score100.compareTo(minimum) >= 0) {
            return pass(200, score100, minimum, question);
        }
        boolean enough = score100.compareTo(limits.exact(LimitField.DQ_MIN_SCORE_REDUCE)) >= 0;
        return question.dataStrict() && enough
                ? pass(290, score100, minimum, question)
                : NaiveReading.reject(220, score100, minimum, Scope.NONE, -1);
    }

    private static NaiveReading pass(int code, BigInteger observed, BigInteger limit, Question question) {
        return new NaiveReading(Verdict.PASS, code, observed, limit, question.quantity(), Scope.NONE, -1);
    }
}
