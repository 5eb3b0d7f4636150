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
import io.ringfence.engine.state.LimitSet;
import io.ringfence.engine.state.Strategy;
import java.util.Arrays;

/**
 * Trips that count: gate rejects and executions of a strategy, messages of a session, gate errors of the whole house.
 * What is counted while a command runs trips when it ends, inside its record.
 */
public final class RejectWatch {
    private static final long SECOND = 1_000_000_000L;
    private static final long TEN_SECONDS = 10 * SECOND;
    private static final long MINUTE = 60 * SECOND;
    private static final int NOBODY = -1;

    private final EngineState state;
    private final KillControl kill;

    private Strategy[] strategies = new Strategy[8];
    private byte[] causes = new byte[8];
    private int strategyCount;
    private int session = NOBODY;
    private boolean house;

    public RejectWatch(EngineState state, KillControl kill) {
        this.state = state;
        this.kill = kill;
    }

    /** Notes an order or replace; session 0 is the core itself. Cancels do not count: they must never cost the way out. */
    void message(int sessionId) {
        LimitSet limits = state.houseLimits();
        long max = limits.getOr(LimitField.TRIP_MESSAGES, 0);
        if (max > 0 && sessionId > 0) {
            long window = limits.getOr(LimitField.TRIP_MESSAGES_WINDOW_NS, SECOND);
            session = state.sessionRates.exceeds(sessionId, max, window, state.nowNanos) ? sessionId : session;
        }
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
            house |= state.gateErrors.exceeds(errors - 1, window, state.nowNanos);
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
        if (strategyCount == strategies.length) {
            strategies = Arrays.copyOf(strategies, strategyCount * 2);
            causes = Arrays.copyOf(causes, strategyCount * 2);
        }
        strategies[strategyCount] = strategy;
        causes[strategyCount++] = cause;
    }

    /** At the end of a command: trips what it brought to its limit. */
    void trip() {
        for (int i = 0; i < strategyCount; i++) {
            Strategy s = strategies[i];
            kill.trip(Scope.STRATEGY, KillLevel.HALTED, false, s.accountId, s.id, causes[i]);
        }
        strategyCount = 0;
        if (session != NOBODY) {
            kill.trip(Scope.SESSION, KillLevel.HALTED, false, -1, session, KillCause.MESSAGE_RATE);
            session = NOBODY;
        }
        if (house) {
            kill.trip(Scope.GLOBAL, KillLevel.HALTED, false, -1, -1, KillCause.GATE_ERRORS);
            house = false;
        }
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
