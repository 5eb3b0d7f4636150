package io.ringfence.engine.control;

import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.gates.Verdict;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Strategy;

/** Trips that count: gate rejects and executions of a strategy, gate errors of the whole house. */
public final class RejectWatch {
    private static final long TEN_SECONDS = 10_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;

    private final EngineState state;
    private final KillControl kill;

    public RejectWatch(EngineState state, KillControl kill) {
        this.state = state;
        this.kill = kill;
    }

    /** Notes a decision; gate rejects count for a named strategy, errors for everybody. */
    void decided(OrderContext order, Decision decision, Readings readings) {
        if (decision.isApproved()) {
            return;
        }
        Account account = order.account;
        Strategy strategy = order.strategy;
        long errors = account.limits.getOr(LimitField.TRIP_GATE_ERRORS, 0);
        if (errors > 0 && hasError(readings) && !order.isEnormous()) {
            long window = account.limits.getOr(LimitField.TRIP_GATE_ERRORS_WINDOW_NS, MINUTE);
            // "x3" trips with the third: one more than the two that the window may hold.
            if (state.gateErrors.exceeds(errors - 1, window, state.nowNanos)) {
                kill.trip(Scope.GLOBAL, KillLevel.HALTED, false, -1, -1, KillCause.GATE_ERRORS);
            }
        }
        long rejects = account.limits.getOr(LimitField.TRIP_REJECTS, 0);
        if (rejects > 0 && strategy != null) {
            long window = account.limits.getOr(LimitField.TRIP_REJECTS_WINDOW_NS, TEN_SECONDS);
            state.changes.mark(strategy);
            if (strategy.rejects.exceeds(rejects, window, state.nowNanos)) {
                halt(strategy, KillCause.REJECT_RATE);
            }
        }
    }

    /** Notes an execution of a strategy. */
    void executed(Account account, Strategy strategy) {
        long max = account.limits.getOr(LimitField.TRIP_EXECUTIONS, 0);
        if (max > 0) {
            long window = account.limits.getOr(LimitField.TRIP_EXECUTIONS_WINDOW_NS, TEN_SECONDS);
            state.changes.mark(strategy);
            if (strategy.executions.exceeds(max, window, state.nowNanos)) {
                halt(strategy, KillCause.REPEATED_EXECUTION);
            }
        }
    }

    private void halt(Strategy strategy, byte cause) {
        kill.trip(Scope.STRATEGY, KillLevel.HALTED, false, strategy.accountId, strategy.id, cause);
    }

    private static boolean hasError(Readings readings) {
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            if (readings.verdict[gate] == Verdict.ERROR) {
                return true;
            }
        }
        return false;
    }
}
