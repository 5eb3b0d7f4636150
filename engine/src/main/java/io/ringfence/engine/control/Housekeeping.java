package io.ringfence.engine.control;

import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.gates.DataQuality;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import org.jspecify.annotations.Nullable;

/** What timers drive: correlation samples on their grid, the round of all accounts each second, dead feeds. */
public final class Housekeeping {
    private static final long SECOND = 1_000_000_000L;

    private final EngineState state;
    private final Execution execution;
    private final RiskMonitor monitor;
    private final KillControl kill;
    private final DataQuality dataQuality = new DataQuality();

    public Housekeeping(EngineState state, Execution execution, RiskMonitor monitor, KillControl kill) {
        this.state = state;
        this.execution = execution;
        this.monitor = monitor;
        this.kill = kill;
    }

    /**
     * Fires what is due before a command is looked at: orders' expiries and dead-man switches, by deadline, an order
     * before a switch of the same instant, orders by creation and switches by account.
     */
    public void fireDue() {
        while (state.nextDeadManNanos <= state.nowNanos) {
            Account account = firstArmed();
            if (account != null && account.deadManAtNanos <= state.nowNanos) {
                execution.expireDue(account.deadManAtNanos);
                account.deadManAtNanos = Long.MAX_VALUE;
                state.changes.mark(account);
                kill.trip(Scope.ACCOUNT, KillLevel.HALTED, true, account.id, -1, KillCause.DEAD_MAN);
            } else {
                state.nextDeadManNanos = account == null ? Long.MAX_VALUE : account.deadManAtNanos;
            }
        }
        execution.expireDue(state.nowNanos);
    }

    private @Nullable Account firstArmed() {
        Account first = null;
        for (int i = 0; i < state.accountCount(); i++) {
            Account account = state.account(i);
            long before = first == null ? Long.MAX_VALUE : first.deadManAtNanos;
            first = account.deadManAtNanos < before ? account : first;
        }
        return first;
    }

    public void timer() {
        sample();
        sweep();
        watchFeeds();
    }

    /** At the first timer at or behind each grid instant, every symbol's mid enters the estimates. */
    private void sample() {
        long grid = state.setting(EngineSetting.RHO_SAMPLE_NS);
        if (state.nextSampleNanos == Long.MIN_VALUE) {
            state.nextSampleNanos = Math.floorDiv(state.nowNanos + grid - 1, grid) * grid;
        }
        if (state.nowNanos < state.nextSampleNanos || state.accountCount() == 0) {
            return;
        }
        state.nextSampleNanos = (Math.floorDiv(state.nowNanos, grid) + 1) * grid;
        long minimum = state.houseLimits().getOr(LimitField.DQ_MIN_SCORE, 0);
        for (int i = 0; i < state.instruments.count(); i++) {
            Instrument instrument = state.instruments.get(i);
            boolean good = instrument.kind == Instrument.KIND_TRADABLE
                    && instrument.market.isTwoSided()
                    && dataQuality.score(instrument, state.account(0), state.nowNanos) >= minimum;
            state.rho.sample(i, instrument.market.markE8, good);
        }
        state.rho.update((int) state.setting(EngineSetting.RHO_SHIFT));
    }

    /** Looks at a share of the accounts that matches the time since the last timer, all of them each second. */
    private void sweep() {
        int count = state.accountCount();
        if (count == 0) {
            return;
        }
        boolean first = state.lastSweepNanos == Long.MIN_VALUE;
        long elapsed = first ? SECOND : Math.min(SECOND, state.nowNanos - state.lastSweepNanos);
        state.lastSweepNanos = state.nowNanos;
        long due = Math.min(count, (count * elapsed + SECOND - 1) / SECOND);
        for (long i = 0; i < due; i++) {
            state.sweepCursor = state.sweepCursor + 1 >= count ? 0 : state.sweepCursor + 1;
            Account account = state.account(state.sweepCursor);
            monitor.touch(account);
            monitor.settle(account);
        }
    }

    private void watchFeeds() {
        boolean watched = state.houseLimits().getOr(LimitField.TRIP_FEEDS_DEAD, 0) != 0;
        boolean armed = state.lastQuoteAtNanos != Long.MIN_VALUE;
        if (watched && armed && state.nowNanos - state.lastQuoteAtNanos > state.setting(EngineSetting.FEEDS_DEAD_NS)) {
            kill.trip(Scope.GLOBAL, KillLevel.REDUCE_ONLY, false, -1, -1, KillCause.FEEDS_DEAD);
        }
    }
}
