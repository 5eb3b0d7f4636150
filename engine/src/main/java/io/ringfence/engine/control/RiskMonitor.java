package io.ringfence.engine.control;

import io.ringfence.engine.gates.DailyLoss;
import io.ringfence.engine.gates.DataQuality;
import io.ringfence.engine.gates.Drawdown;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.Aggregate;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Exposures;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.PositionTable;
import io.ringfence.engine.state.UnpricedException;
import io.ringfence.engine.units.Fixed;
import io.ringfence.engine.units.FixedOverflowException;

/**
 * What an account's equity does over time: day roll, high-water mark, latches, and the trips that follow from them.
 * Looked at on the account's own commands and fills, and round robin on timers; never per tick.
 */
public final class RiskMonitor {
    private static final long DEFAULT_HALT_BPS = 12_000;

    private final EngineState state;
    private final Events events;
    private final Exposures exposures;
    private final KillControl kill;
    private final DataQuality dataQuality = new DataQuality();
    private final AccountValue value = new AccountValue();
    private final Warnings warnings;

    public RiskMonitor(EngineState state, Events events, Exposures exposures, KillControl kill) {
        this.state = state;
        this.events = events;
        this.exposures = exposures;
        this.kill = kill;
        warnings = new Warnings(events);
    }

    /** Rolls the account's day if its end has passed; to be called before anything is done to the account. */
    public void touch(Account account) {
        state.changes.mark(account);
        if (state.nowNanos < account.dayEndNanos) {
            return;
        }
        long equity = value.of(account, state).equityE8;
        account.day = state.day(state.nowNanos);
        account.dayEndNanos = state.dayEndNanos(account.day);
        account.dayLatched = false;
        account.dayLossWarning = 0;
        exposures.openDay(account, equity, true);
        events.dayRoll(account.id, account.day, equity);
    }

    /** Values the account now and moves its high-water mark and latches. */
    public AccountValue refresh(Account account) {
        value.of(account, state);
        if (!value.unpriced && !value.equityOverflow) {
            if (value.equityE8 > account.hwmE8 && isSound(account)) {
                account.hwmE8 = value.equityE8;
            }
            try {
                latch(account);
            } catch (FixedOverflowException e) {
                // The gates meet the same figure and answer ERROR; a latch that cannot be computed stays as it is.
                return value;
            }
        }
        return value;
    }

    private void latch(Account account) {
        LimitSet limits = account.limits;
        long limit = DailyLoss.limit(limits, account.dayOpenEquityE8);
        long loss = DailyLoss.loss(value.equityE8, account.dayOpenEquityE8, account.netFlowsE8);
        if (!account.dayLatched && loss >= limit && limit != Long.MAX_VALUE && account.opened && isSound(account)) {
            account.dayLatched = true;
            events.latchChanged(account.id, 3, true, loss, limit);
        }
        long hard = limits.getOr(LimitField.DD_HARD_BPS, Long.MAX_VALUE);
        if (!account.drawdownLatched && account.hwmE8 > 0 && isBreached(account, hard) && isSound(account)) {
            account.drawdownLatched = true;
            events.latchChanged(account.id, 4, true, Drawdown.drawdownBps(value.equityE8, account.hwmE8), hard);
        }
    }

    private boolean isBreached(Account account, long hardBps) {
        return value.equityE8 < account.hwmE8
                && hardBps != Long.MAX_VALUE
                && Drawdown.drawdownBps(value.equityE8, account.hwmE8) >= hardBps;
    }

    /** Marks of crossed, wide, deviating, gapped or halted books move nothing that stays. */
    private boolean isSound(Account account) {
        PositionTable positions = account.positions();
        for (int i = 0; i < positions.usedCount(); i++) {
            Position position = positions.used(i);
            if (position.posE8 != 0
                    && !dataQuality.isSound(state.instruments.get(position.symbolId), account, state.nowNanos)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSound(Aggregate sums, Account thresholds) {
        for (int symbolId = 0; symbolId < sums.symbols(); symbolId++) {
            if (sums.netE8(symbolId) != 0
                    && !dataQuality.isSound(state.instruments.get(symbolId), thresholds, state.nowNanos)) {
                return false;
            }
        }
        return true;
    }

    /** At the end of a command: refreshes the account, trips what is configured, warns. */
    public void settle(Account account) {
        state.changes.mark(account);
        refresh(account);
        if (value.unpriced || value.equityOverflow) {
            return;
        }
        try {
            trip(account);
            warnings.update(account, value);
            for (Aggregate group : account.groups) {
                settle(group, account, Scope.GROUP);
            }
            settle(state.global, account, Scope.GLOBAL);
        } catch (FixedOverflowException | UnpricedException e) {
            // Such a figure makes the gates refuse every order that needs it; it must not stop the core here.
            return;
        }
    }

    private void trip(Account account) {
        LimitSet limits = account.limits;
        if (limits.getOr(LimitField.TRIP_DAY_LOSS, 0) != 0 && account.dayLatched && isSound(account)) {
            tripDayLoss(account, limits);
        }
        if (limits.getOr(LimitField.TRIP_DRAWDOWN, 0) != 0 && account.drawdownLatched) {
            kill.trip(Scope.ACCOUNT, KillLevel.REDUCE_ONLY, false, account.id, -1, KillCause.DRAWDOWN);
        }
    }

    private void tripDayLoss(Account account, LimitSet limits) {
        long limit = DailyLoss.limit(limits, account.dayOpenEquityE8);
        long loss = DailyLoss.loss(value.equityE8, account.dayOpenEquityE8, account.netFlowsE8);
        long haltBps = limits.getOr(LimitField.TRIP_DAY_LOSS_HALT_BPS, DEFAULT_HALT_BPS);
        if (limit == Long.MAX_VALUE) {
            return;
        }
        if (loss >= Fixed.mulCeil(limit, haltBps, Fixed.BPS)) {
            kill.trip(Scope.ACCOUNT, KillLevel.HALTED, true, account.id, -1, KillCause.DAY_LOSS);
        } else if (loss >= limit) {
            kill.trip(Scope.ACCOUNT, KillLevel.REDUCE_ONLY, false, account.id, -1, KillCause.DAY_LOSS);
        }
    }

    private void settle(Aggregate sums, Account account, byte scope) {
        if (sums.limits.isEmpty() || !isSound(sums, account)) {
            return;
        }
        long equity = sums.equityE8(state);
        state.changes.mark(sums);
        sums.setHighWater(Math.max(sums.highWaterE8(state), equity));
        long limit = DailyLoss.limit(sums.limits, sums.money.dayOpenE8(state, false));
        sums.dayLatched |= limit != Long.MAX_VALUE && DailyLoss.loss(sums, state, equity) >= limit;
        long hard = sums.limits.getOr(LimitField.DD_HARD_BPS, Long.MAX_VALUE);
        sums.drawdownLatched |=
                sums.hwmE8 > 0 && hard != Long.MAX_VALUE && Drawdown.drawdownBps(equity, sums.hwmE8) >= hard;
        if (scope == Scope.GLOBAL && sums.dayLatched && sums.limits.getOr(LimitField.TRIP_DAY_LOSS, 0) != 0) {
            kill.trip(Scope.GLOBAL, KillLevel.REDUCE_ONLY, false, -1, -1, KillCause.DAY_LOSS);
        }
    }
}
