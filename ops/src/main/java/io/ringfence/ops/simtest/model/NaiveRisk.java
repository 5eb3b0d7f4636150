package io.ringfence.ops.simtest.model;

import static io.ringfence.ops.simtest.model.Exact.BPS;

import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.ops.simtest.model.Things.Account;
import io.ringfence.ops.simtest.model.Things.Sums;
import java.math.BigInteger;

/** What equity does over time: day, high-water mark, latches, trips and warnings; what it says goes to {@link Expected}. */
final class NaiveRisk {
    /** Hears what must be in the record next. */
    interface Expected {
        void dayRolls(Account account, BigInteger equity);

        void latches(Account account, int gate, BigInteger observed, BigInteger limit);

        void trips(int scope, Account account, int level, boolean cancels, int cause);

        void warns(Account account, int gate, int stage);
    }

    private final World world;
    private final Expected expected;

    NaiveRisk(World world, Expected expected) {
        this.world = world;
        this.expected = expected;
    }

    void touch(Account account) {
        if (world.now < account.dayEnd) {
            return;
        }
        BigInteger equity = world.value.equity(account);
        account.dayEnd = world.endOf(world.dayOf(world.now));
        account.dayLatched = false;
        account.warned[3] = 0;
        account.dayOpen = equity;
        account.flows = Exact.ZERO;
        world.sumsOf(account).forEach(sums -> sums.dayLatched = false);
        expected.dayRolls(account, equity);
    }

    void refresh(Account account) {
        if (world.value.unpriced(account)) {
            return;
        }
        BigInteger equity = world.value.equity(account);
        boolean sound = world.sound(account);
        if (equity.compareTo(account.highWater) > 0 && sound) {
            account.highWater = equity;
        }
        BigInteger limit = Value.lossLimit(account.limits, account.dayOpen);
        BigInteger loss = Value.loss(equity, account.dayOpen, account.flows);
        boolean breached = !limit.equals(Exact.NO_LIMIT) && loss.compareTo(limit) >= 0;
        if (!account.dayLatched && breached && account.opened && sound) {
            account.dayLatched = true;
            expected.latches(account, 3, loss, limit);
        }
        BigInteger hard = account.limits.exact(LimitField.DD_HARD_BPS);
        if (!account.drawdownLatched && account.highWater.signum() > 0 && sound) {
            BigInteger fall = Value.drawdown(equity, account.highWater);
            if (equity.compareTo(account.highWater) < 0 && fall.compareTo(hard) >= 0) {
                account.drawdownLatched = true;
                expected.latches(account, 4, fall, hard);
            }
        }
    }

    void settle(Account account) {
        refresh(account);
        if (world.value.unpriced(account)) {
            return;
        }
        BigInteger equity = world.value.equity(account);
        BigInteger gross = world.value.gross(account);
        trip(account, equity);
        warn(account, equity, gross);
        try {
            for (Sums sums : account.groups) {
                settle(sums, account);
            }
            settle(world.global, account);
        } catch (Value.UnpricedException e) {
            return; // what cannot be valued moves nothing
        }
    }

    private void trip(Account account, BigInteger equity) {
        Limits limits = account.limits;
        if (limits.flag(LimitField.TRIP_DAY_LOSS) && account.dayLatched && world.sound(account)) {
            BigInteger limit = Value.lossLimit(limits, account.dayOpen);
            BigInteger loss = Value.loss(equity, account.dayOpen, account.flows);
            BigInteger halt = Exact.of(limits.get(LimitField.TRIP_DAY_LOSS_HALT_BPS, 12_000));
            if (loss.compareTo(Exact.ceil(limit, halt, BPS)) >= 0) {
                trip(Scope.ACCOUNT, account, KillLevel.HALTED, true, KillCause.DAY_LOSS);
            } else if (loss.compareTo(limit) >= 0) {
                trip(Scope.ACCOUNT, account, KillLevel.REDUCE_ONLY, false, KillCause.DAY_LOSS);
            }
        }
        if (limits.flag(LimitField.TRIP_DRAWDOWN) && account.drawdownLatched) {
            trip(Scope.ACCOUNT, account, KillLevel.REDUCE_ONLY, false, KillCause.DRAWDOWN);
        }
    }

    private void trip(int scope, Account account, int level, boolean cancels, int cause) {
        if (world.killLevel(scope, account.id, -1) < level) {
            world.kill(scope, account.id, -1, level);
            expected.trips(scope, account, level, cancels, cause);
        }
    }

    private void warn(Account account, BigInteger equity, BigInteger gross) {
        BigInteger lossLimit = Value.lossLimit(account.limits, account.dayOpen);
        warn(account, 3, Value.loss(equity, account.dayOpen, account.flows), lossLimit);
        boolean fell = account.highWater.signum() > 0;
        BigInteger fall = fell ? Value.drawdown(equity, account.highWater) : Exact.ZERO;
        warn(account, 4, fall, account.limits.exact(LimitField.DD_HARD_BPS));
        warn(account, 6, gross, grossLimit(account, equity));
    }

    /** What gate 6 would hold the gross against: absolute or leverage, scaled by the drawdown. */
    private static BigInteger grossLimit(Account account, BigInteger equity) {
        Limits limits = account.limits;
        BigInteger leverage = limits.has(LimitField.MAX_LEVERAGE_BPS)
                ? Exact.floor(Exact.positive(equity), limits.exact(LimitField.MAX_LEVERAGE_BPS), BPS)
                : Exact.NO_LIMIT;
        BigInteger most = limits.exact(LimitField.GROSS_ABS).min(leverage);
        BigInteger hard = limits.exact(LimitField.DD_HARD_BPS);
        BigInteger soft = limits.exact(LimitField.DD_SOFT_BPS);
        boolean lost = equity.signum() <= 0 || account.highWater.signum() <= 0;
        BigInteger fall = lost ? BPS : Value.drawdown(equity, account.highWater);
        if (lost || fall.compareTo(hard) >= 0 || account.drawdownLatched) {
            return Exact.ZERO;
        }
        return fall.compareTo(soft) <= 0
                ? most
                : Exact.floor(most, Exact.floor(BPS, hard.subtract(fall), hard.subtract(soft)), BPS);
    }

    private void warn(Account account, int gate, BigInteger used, BigInteger limit) {
        int stage = 0;
        if (used.signum() > 0 && !limit.equals(Exact.NO_LIMIT)) {
            stage += used.compareTo(Exact.ceil(limit, Exact.of(7_000), BPS)) >= 0 ? 1 : 0;
            stage += used.compareTo(Exact.ceil(limit, Exact.of(8_500), BPS)) >= 0 ? 1 : 0;
        }
        if (stage != account.warned[gate]) {
            account.warned[gate] = stage;
            expected.warns(account, gate, stage);
        }
    }

    private void settle(Sums sums, Account account) {
        if (sums.limits.isEmpty() || !world.sound(sums, account)) {
            return;
        }
        BigInteger equity = world.value.equity(sums);
        sums.highWater = sums.highWater.max(equity);
        BigInteger limit = Value.lossLimit(sums.limits, world.value.dayOpen(sums));
        BigInteger loss = Value.loss(equity, world.value.dayOpen(sums), world.value.flows(sums));
        sums.dayLatched |= !limit.equals(Exact.NO_LIMIT) && loss.compareTo(limit) >= 0;
        boolean watched = sums.limits.has(LimitField.DD_HARD_BPS) && sums.highWater.signum() > 0;
        sums.drawdownLatched |= watched
                && Value.drawdown(equity, sums.highWater).compareTo(sums.limits.exact(LimitField.DD_HARD_BPS)) >= 0;
        if (sums == world.global && sums.dayLatched && sums.limits.flag(LimitField.TRIP_DAY_LOSS)) {
            trip(Scope.GLOBAL, account, KillLevel.REDUCE_ONLY, false, KillCause.DAY_LOSS);
        }
    }
}
