package io.ringfence.ops.simtest.model;

import static io.ringfence.ops.simtest.model.Exact.BPS;
import static io.ringfence.ops.simtest.model.Exact.PPM;
import static io.ringfence.ops.simtest.model.Exact.UNIT;
import static io.ringfence.ops.simtest.model.Exact.ZERO;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.state.LimitField;
import io.ringfence.ops.simtest.model.Things.Account;
import io.ringfence.ops.simtest.model.Things.Holding;
import io.ringfence.ops.simtest.model.Things.Holdings;
import io.ringfence.ops.simtest.model.Things.Strategy;
import io.ringfence.ops.simtest.model.Things.Sums;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gates 3 to 8 over every scope, written from gates.md; gates 1 and 2 are {@link NaiveKill} and {@link NaiveData}. */
final class NaiveGates {
    private final Value value;
    private final Sums global;
    private final Map<Long, Long> rho;
    private final int symbols;
    private final Question q;
    private final Account account;
    private final BigInteger equity;
    private final boolean unpriced;
    private final @Nullable BigInteger unit;
    private final BigInteger rest;
    private BigInteger scale = BPS;

    NaiveGates(Value value, Sums global, Map<Long, Long> rho, int symbols, Question question) {
        this.value = value;
        this.global = global;
        this.rho = rho;
        this.symbols = symbols;
        q = question;
        account = question.account();
        equity = value.equity(account);
        unpriced = value.unpriced(account);
        unit = value.unit(account, question.instrument().id);
        rest = value.gross(account)
                .subtract(value.gross(
                        account, question.instrument().id, question.own().worst()));
    }

    static long pair(int a, int b) {
        return (long) Math.max(a, b) << 32 | Math.min(a, b);
    }

    /** Readings 3 to 8, in their order. */
    List<NaiveReading> read() {
        List<NaiveReading> readings = new ArrayList<>();
        if (unit == null) {
            for (int gate = 3; gate <= 8; gate++) {
                readings.add(NaiveReading.notEvaluable(gate));
            }
            return readings;
        }
        readings.add(read(3, this::dailyLoss));
        readings.add(read(4, this::drawdown));
        readings.add(read(5, this::positionCount));
        readings.add(read(6, this::totalExposure));
        readings.add(read(7, this::positionSize));
        readings.add(read(8, this::correlation));
        return readings;
    }

    private static NaiveReading read(int gate, Supplier<NaiveReading> reading) {
        try {
            return reading.get();
        } catch (Value.UnpricedException e) {
            return NaiveReading.notEvaluable(gate);
        }
    }

    private BigInteger unit() {
        return Objects.requireNonNull(unit);
    }

    private NaiveReading blocking(int gate, int code, BigInteger observed, BigInteger limit, int scope, int id) {
        if (q.strict()) {
            return new NaiveReading(Verdict.PASS, 100 * gate + 90, observed, limit, q.quantity(), scope, id);
        }
        return NaiveReading.bound(code, observed, limit, q.reducePart(), scope, id);
    }

    private BigInteger allowed(BigInteger current, BigInteger notIncreasing, BigInteger room, BigInteger per) {
        BigInteger most = Exact.positive(Exact.floor(room, UNIT, per)).subtract(current);
        return q.quantity().min(Exact.positive(notIncreasing.max(most)));
    }

    private BigInteger after(BigInteger current) {
        return Exact.ceil(Exact.positive(current.add(q.quantity())), unit(), UNIT);
    }

    private List<Sums> wider() {
        List<Sums> all = new ArrayList<>(account.groups);
        all.add(global);
        return all;
    }

    private int scopeOf(Sums sums) {
        return sums == global ? Scope.GLOBAL : Scope.GROUP;
    }

    /** A wider scope replaces the reading only if it allows less. */
    private static NaiveReading narrower(NaiveReading first, NaiveReading second) {
        return second.allowed().compareTo(first.allowed()) < 0 ? second : first;
    }

    private NaiveReading dailyLoss() {
        if (unpriced) {
            return NaiveReading.notEvaluable(3);
        }
        BigInteger limit = Value.lossLimit(account.limits, account.dayOpen);
        BigInteger loss = Value.loss(equity, account.dayOpen, account.flows);
        NaiveReading reading;
        if (loss.compareTo(limit) >= 0 || account.dayLatched) {
            int code = loss.compareTo(limit) >= 0 ? 301 : 302;
            reading = blocking(3, code, loss, limit, Scope.ACCOUNT, account.id);
        } else {
            reading = stress(loss, limit);
        }
        for (Sums sums : wider()) {
            BigInteger most = Value.lossLimit(sums.limits, value.dayOpen(sums));
            BigInteger lost = Value.loss(value.equity(sums), value.dayOpen(sums), value.flows(sums));
            boolean now = lost.compareTo(most) >= 0;
            if (!most.equals(Exact.NO_LIMIT) && (now || sums.dayLatched)) {
                int code = sums == global ? 311 : now ? 301 : 302;
                reading = narrower(reading, blocking(3, code, lost, most, scopeOf(sums), sums.id));
            }
        }
        return reading;
    }

    private NaiveReading stress(BigInteger loss, BigInteger limit) {
        long stressBps = account.limits.get(LimitField.DAY_STRESS_BPS, 0);
        if (stressBps <= 0) {
            return NaiveReading.pass(300, loss, limit, q.quantity(), Scope.ACCOUNT);
        }
        BigInteger stress = Exact.of(stressBps);
        BigInteger cap = Exact.floor(limit.subtract(loss), BPS, stress);
        BigInteger observed = loss.add(Exact.ceil(rest.add(ownAfter()), stress, BPS));
        BigInteger allowed = allowed(q.current(), notIncreasingGross(), cap.subtract(rest), unit());
        return NaiveReading.sized(300, 303, observed, limit, allowed, q.quantity());
    }

    private BigInteger notIncreasingGross() {
        return Exact.positive(q.own().worst().subtract(q.current()));
    }

    /** E of the order's own symbol if all of it were accepted. */
    private BigInteger ownAfter() {
        Holding own = q.own();
        BigInteger side = Exact.positive(q.current().add(q.quantity()));
        BigInteger other = q.buys() ? own.shortSide() : own.longSide();
        return Exact.ceil(side.max(other), unit(), UNIT);
    }

    private NaiveReading drawdown() {
        BigInteger hard = account.limits.exact(LimitField.DD_HARD_BPS);
        BigInteger soft = account.limits.exact(LimitField.DD_SOFT_BPS);
        boolean lost = equity.signum() <= 0 || account.highWater.signum() <= 0;
        BigInteger fall = lost ? BPS : Value.drawdown(equity, account.highWater);
        NaiveReading reading;
        if (lost || fall.compareTo(hard) >= 0 || account.drawdownLatched) {
            scale = ZERO;
            int code = lost ? 404 : fall.compareTo(hard) >= 0 ? 401 : 402;
            reading = blocking(4, code, fall, hard, Scope.ACCOUNT, account.id);
        } else {
            boolean scaled = fall.compareTo(soft) > 0;
            scale = scaled ? Exact.floor(BPS, hard.subtract(fall), hard.subtract(soft)) : BPS;
            reading = NaiveReading.pass(scaled ? 403 : 400, fall, hard, q.quantity(), Scope.ACCOUNT);
        }
        return unpriced ? NaiveReading.notEvaluable(4) : drawdownOfSums(reading);
    }

    private NaiveReading drawdownOfSums(NaiveReading account) {
        NaiveReading reading = account;
        for (Sums sums : wider()) {
            if (sums.limits.has(LimitField.DD_HARD_BPS)) {
                BigInteger hard = sums.limits.exact(LimitField.DD_HARD_BPS);
                BigInteger worth = value.equity(sums);
                boolean lost = worth.signum() <= 0 || sums.highWater.signum() <= 0;
                BigInteger fall = lost ? BPS : Value.drawdown(worth, sums.highWater);
                boolean deep = fall.compareTo(hard) >= 0;
                if (lost || deep || sums.drawdownLatched) {
                    int code = sums == global ? 411 : lost ? 404 : deep ? 401 : 402;
                    reading = narrower(reading, blocking(4, code, fall, hard, scopeOf(sums), sums.id));
                }
            }
        }
        return reading;
    }

    private NaiveReading positionCount() {
        boolean fresh = !q.own().used();
        BigInteger count = Exact.of(account.holdings.used() + (fresh ? 1 : 0));
        BigInteger most = account.limits.exact(LimitField.MAX_POSITIONS);
        if (fresh && count.compareTo(most) > 0) {
            return NaiveReading.reject(501, count, most, Scope.ACCOUNT, account.id);
        }
        for (Sums sums : fresh ? wider() : List.<Sums>of()) {
            BigInteger used = Exact.of(1);
            for (Account member : sums.members) {
                used = used.add(Exact.of(member.holdings.used()));
            }
            BigInteger room = sums.limits.exact(LimitField.MAX_POSITIONS);
            if (used.compareTo(room) > 0 && q.quantity().signum() > 0) {
                return NaiveReading.reject(sums == global ? 511 : 501, used, room, scopeOf(sums), sums.id);
            }
        }
        return NaiveReading.pass(500, count, most, q.quantity(), Scope.ACCOUNT);
    }

    private BigInteger scaled(BigInteger limit) {
        return Exact.floor(limit, scale, BPS);
    }

    private NaiveReading totalExposure() {
        if (unpriced) {
            return NaiveReading.notEvaluable(6);
        }
        BigInteger absolute = account.limits.exact(LimitField.GROSS_ABS);
        BigInteger leverage = share(account.limits, LimitField.MAX_LEVERAGE_BPS, equity);
        BigInteger limit = scaled(absolute.min(leverage));
        BigInteger observed = rest.add(ownAfter());
        BigInteger allowed = allowed(q.current(), notIncreasingGross(), limit.subtract(rest), unit());
        NaiveReading reading = NaiveReading.sized(
                observed.compareTo(limit) > 0 ? 690 : 600,
                leverage.compareTo(absolute) < 0 ? 602 : 601,
                observed,
                limit,
                allowed,
                q.quantity());
        if (account.limits.has(LimitField.NET_ABS)) {
            BigInteger net = scaled(account.limits.exact(LimitField.NET_ABS));
            reading = narrower(reading, net(net, account.holdings, q.current(), Scope.ACCOUNT, account.id));
        }
        Strategy strategy = q.strategy();
        if (strategy != null && !strategy.limits.isEmpty()) {
            reading = strategyExposure(reading, strategy);
        }
        for (Sums sums : wider()) {
            reading = narrower(reading, grossOf(sums));
        }
        return reading;
    }

    private static BigInteger share(Limits limits, LimitField field, BigInteger of) {
        return limits.has(field) ? Exact.floor(Exact.positive(of), limits.exact(field), BPS) : Exact.NO_LIMIT;
    }

    private NaiveReading net(BigInteger limit, Holdings holdings, BigInteger current, int scope, int id) {
        BigInteger others = ZERO;
        for (Map.Entry<Integer, Holding> entry : holdings.bySymbol.entrySet()) {
            Holding each = entry.getValue();
            if (entry.getKey() != q.instrument().id && each.used()) {
                BigInteger signed = q.buys() ? each.position.add(each.openBuy) : each.openSell.subtract(each.position);
                others = others.add(Exact.ceil(signed, unitOf(entry.getKey()), UNIT));
            }
        }
        BigInteger observed = others.add(Exact.ceil(current.add(q.quantity()), unit(), UNIT));
        BigInteger allowed = allowed(current, Exact.positive(current.negate()), limit.subtract(others), unit());
        return NaiveReading.bound(603, observed, limit, allowed, scope, id);
    }

    private BigInteger unitOf(int symbol) {
        BigInteger per = value.unit(account, symbol);
        if (per == null) {
            throw new Value.UnpricedException();
        }
        return per;
    }

    private static BigInteger side(@Nullable Holding own, boolean buys) {
        if (own == null) {
            return ZERO;
        }
        return buys ? own.position.add(own.openBuy) : own.openSell.subtract(own.position);
    }

    private NaiveReading strategyExposure(NaiveReading before, Strategy strategy) {
        NaiveReading reading = before;
        Holding own = strategy.holdings.bySymbol.get(q.instrument().id);
        BigInteger current = side(own, q.buys());
        if (strategy.limits.has(LimitField.GROSS_ABS)) {
            BigInteger gross = strategy.limits.exact(LimitField.GROSS_ABS);
            BigInteger other = Exact.positive(side(own, !q.buys()));
            BigInteger worst = other.max(Exact.positive(current));
            BigInteger others = ZERO;
            for (Map.Entry<Integer, Holding> entry : strategy.holdings.bySymbol.entrySet()) {
                if (entry.getKey() != q.instrument().id && entry.getValue().used()) {
                    others = others.add(Exact.ceil(entry.getValue().worst(), unitOf(entry.getKey()), UNIT));
                }
            }
            BigInteger allowed = allowed(current, worst.subtract(current), gross.subtract(others), unit());
            BigInteger after = Exact.positive(other.max(current.add(q.quantity())));
            BigInteger observed = others.add(Exact.ceil(after, unit(), UNIT));
            reading =
                    ofStrategy(reading, NaiveReading.bound(601, observed, gross, allowed, Scope.STRATEGY, strategy.id));
        }
        if (strategy.limits.has(LimitField.NET_ABS)) {
            BigInteger net = strategy.limits.exact(LimitField.NET_ABS);
            reading = ofStrategy(reading, net(net, strategy.holdings, current, Scope.STRATEGY, strategy.id));
        }
        return reading;
    }

    /** The strategy is the narrower scope: at equality it binds, unless nothing is held back. */
    private NaiveReading ofStrategy(NaiveReading before, NaiveReading own) {
        boolean holdsBack = own.allowed().compareTo(q.quantity()) < 0;
        boolean ties = own.allowed().equals(before.allowed()) && before.scope() != Scope.STRATEGY;
        return holdsBack && (ties || own.allowed().compareTo(before.allowed()) < 0) ? own : before;
    }

    private NaiveReading grossOf(Sums sums) {
        BigInteger absolute = sums.limits.exact(LimitField.GROSS_ABS);
        BigInteger leverage = share(sums.limits, LimitField.MAX_LEVERAGE_BPS, value.equity(sums));
        BigInteger limit = absolute.min(leverage);
        if (limit.equals(Exact.NO_LIMIT)) {
            return NaiveReading.bound(600, ZERO, ZERO, q.quantity(), Scope.NONE, -1);
        }
        BigInteger others = ZERO;
        for (int symbol = 0; symbol < symbols; symbol++) {
            BigInteger worst = value.worst(sums, symbol);
            worst = symbol == q.instrument().id ? worst.subtract(q.own().worst()) : worst;
            others = worst.signum() == 0 ? others : others.add(Exact.ceil(worst, unitOf(symbol), UNIT));
        }
        BigInteger allowed = allowed(q.current(), notIncreasingGross(), limit.subtract(others), unit());
        int code = sums == global ? 611 : leverage.compareTo(absolute) < 0 ? 602 : 601;
        return NaiveReading.bound(code, others.add(ownAfter()), limit, allowed, scopeOf(sums), sums.id);
    }

    private NaiveReading positionSize() {
        BigInteger most = account.limits.symbol(LimitField.MAX_ORDER_QTY, q.instrument().id);
        if (most != null && q.total().compareTo(most) > 0) {
            return NaiveReading.reject(701, q.total(), most, Scope.ACCOUNT, account.id);
        }
        BigInteger mostNotional = account.limits.symbol(LimitField.MAX_ORDER_NOTIONAL, q.instrument().id);
        BigInteger notional = Exact.ceil(q.total(), orderPrice(), UNIT);
        if (mostNotional != null && notional.compareTo(mostNotional) > 0) {
            return NaiveReading.reject(702, notional, mostNotional, Scope.ACCOUNT, account.id);
        }
        NaiveReading reading = size();
        Strategy strategy = q.strategy();
        if (strategy != null && !strategy.limits.isEmpty()) {
            BigInteger current = side(strategy.holdings.bySymbol.get(q.instrument().id), q.buys());
            reading = caps(reading, strategy.limits, current, current, Scope.STRATEGY, strategy.id);
        }
        for (Sums sums : wider()) {
            BigInteger others =
                    value.worst(sums, q.instrument().id).subtract(q.own().worst());
            reading = caps(reading, sums.limits, others.add(q.current()), q.current(), scopeOf(sums), sums.id);
        }
        if (q.reduceOnly() && q.reducePart().compareTo(reading.allowed()) < 0) {
            reading = NaiveReading.bound(706, q.quantity(), q.reducePart(), q.reducePart(), Scope.ACCOUNT, account.id);
        }
        return reading;
    }

    /** rp. */
    BigInteger orderPrice() {
        Long price = q.limit() != null ? q.limit() : q.stop();
        BigInteger buffer = BPS.add(Exact.of(account.limits.get(LimitField.MARKET_BUFFER_BPS, 0)));
        BigInteger own = price != null
                ? Exact.of(price)
                : Exact.ceil(Exact.of(Objects.requireNonNull(q.instrument().mark)), buffer, BPS);
        return own.max(unit());
    }

    private NaiveReading size() {
        BigInteger absolute = account.limits.exact(LimitField.POS_NOTIONAL_ABS);
        BigInteger share = share(account.limits, LimitField.POS_PCT_BPS, equity);
        BigInteger cap = scaled(absolute.min(share));
        BigInteger configured = account.limits.symbol(LimitField.POS_QTY, q.instrument().id);
        BigInteger capQuantity = configured == null ? null : scaled(configured);
        BigInteger current = q.current();
        BigInteger notIncreasing = Exact.positive(current.negate());
        BigInteger byValue = allowed(current, notIncreasing, cap, unit());
        BigInteger byQuantity = capQuantity == null
                ? q.quantity()
                : q.quantity().min(Exact.positive(notIncreasing.max(capQuantity.subtract(current))));
        BigInteger worth = after(current);
        if (byValue.min(byQuantity).equals(q.quantity())) {
            int code = worth.compareTo(cap) > 0 ? 790 : 700;
            return NaiveReading.pass(code, worth, cap, q.quantity(), Scope.ACCOUNT);
        }
        if (capQuantity != null && capQuantity.compareTo(Exact.floor(cap, UNIT, unit())) <= 0) {
            BigInteger quantity = Exact.positive(current.add(q.quantity()));
            return NaiveReading.sized(700, 703, quantity, capQuantity, byQuantity, q.quantity());
        }
        int code = share.compareTo(absolute) < 0 ? 705 : 704;
        return NaiveReading.sized(700, code, worth, cap, byValue, q.quantity());
    }

    private NaiveReading caps(
            NaiveReading before, Limits limits, BigInteger current, BigInteger ownCurrent, int scope, int id) {
        NaiveReading reading = before;
        BigInteger notIncreasing = Exact.positive(ownCurrent.negate());
        BigInteger quantityCap = limits.symbol(LimitField.POS_QTY, q.instrument().id);
        if (quantityCap != null) {
            BigInteger allowed = q.quantity().min(Exact.positive(notIncreasing.max(quantityCap.subtract(current))));
            BigInteger quantity = Exact.positive(current.add(q.quantity()));
            reading = bind(reading, NaiveReading.bound(703, quantity, quantityCap, allowed, scope, id));
        }
        if (limits.has(LimitField.POS_NOTIONAL_ABS)) {
            BigInteger cap = limits.exact(LimitField.POS_NOTIONAL_ABS);
            BigInteger allowed = allowed(current, notIncreasing, cap, unit());
            reading = bind(reading, NaiveReading.bound(704, after(current), cap, allowed, scope, id));
        }
        return reading;
    }

    private NaiveReading bind(NaiveReading before, NaiveReading own) {
        boolean ties = own.scope() == Scope.STRATEGY
                && own.allowed().compareTo(q.quantity()) < 0
                && own.allowed().equals(before.allowed());
        return ties ? own : narrower(before, own);
    }

    private NaiveReading correlation() {
        if (unpriced) {
            return NaiveReading.notEvaluable(8);
        }
        BigInteger limit = scaled(account.limits.exact(LimitField.CLUSTER_ABS));
        BigInteger others = ZERO;
        for (Map.Entry<Integer, Holding> entry : account.holdings.bySymbol.entrySet()) {
            if (entry.getKey() != q.instrument().id && entry.getValue().used()) {
                others = others.add(correlated(entry.getKey(), entry.getValue()));
            }
        }
        BigInteger observed = others.add(after(q.current()));
        BigInteger allowed = allowed(q.current(), Exact.positive(q.current().negate()), limit.subtract(others), unit());
        int passCode = observed.compareTo(limit) > 0 ? 890 : 800;
        return NaiveReading.sized(passCode, 801, observed, limit, allowed, q.quantity());
    }

    private BigInteger correlated(int symbol, Holding holding) {
        long configured = rho.getOrDefault(
                pair(symbol, q.instrument().id), account.limits.get(LimitField.DEFAULT_RHO_PPM, 1_000_000));
        BigInteger size = Exact.of(Math.abs(configured));
        if (size.compareTo(account.limits.exact(LimitField.RHO_THRESHOLD_PPM)) < 0) {
            return ZERO;
        }
        BigInteger leg = (configured > 0) == q.buys() ? holding.longSide() : holding.shortSide();
        return Exact.ceil(Exact.ceil(leg, unitOf(symbol), UNIT), size, PPM);
    }
}
