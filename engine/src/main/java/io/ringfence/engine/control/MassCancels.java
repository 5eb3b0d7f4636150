package io.ringfence.engine.control;

import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.MassCancelJob;
import io.ringfence.engine.state.Order;

/**
 * Mass cancels in slices, so that one command never holds the engine long. The first slice runs in the command that
 * asked; the others are commands of their own, before anything else but a trip.
 */
public final class MassCancels {
    private static final int UNKNOWN_ACCOUNT = 1002;

    private final EngineState state;
    private final Events events;
    private final Execution execution;

    public MassCancels(EngineState state, Events events, Execution execution) {
        this.state = state;
        this.events = events;
        this.execution = execution;
    }

    public boolean isPending() {
        return !state.massCancels.isEmpty();
    }

    /** Cancels every order that the filter of a request names. */
    public void start(int accountId, int symbolId, int strategyId, int side, int sessionId) {
        if (accountId < -1 || accountId >= state.accountCount()) {
            events.refused(UNKNOWN_ACCOUNT);
            return;
        }
        start(new MassCancelJob(
                state.sequence, accountId, symbolId, strategyId, side, sessionId, VenueEvents.CANCELED_MASS));
    }

    /** Cancels every order in the scope of a trip. */
    void start(byte scope, int accountId, int targetId, byte cause) {
        start(new MassCancelJob(
                state.sequence,
                scope == Scope.ACCOUNT || scope == Scope.STRATEGY ? accountId : -1,
                scope == Scope.SYMBOL ? targetId : -1,
                scope == Scope.STRATEGY ? targetId : -1,
                -1,
                scope == Scope.SESSION ? targetId : -1,
                cause == KillCause.DEAD_MAN ? VenueEvents.CANCELED_DEAD_MAN : VenueEvents.CANCELED_KILL));
    }

    private void start(MassCancelJob job) {
        state.massCancels.add(job);
        run(job);
    }

    /** Runs the next slice of the oldest unfinished mass cancel. */
    public void continueOldest() {
        if (isPending()) {
            run(state.massCancels.get(0));
        }
    }

    private void run(MassCancelJob job) {
        long budget = state.setting(EngineSetting.CANCEL_SLICE);
        int last = job.accountId >= 0 ? job.accountId : state.accountCount() - 1;
        boolean more = false;
        while (job.nextAccount <= last && !more) {
            budget = cancelIn(state.account(job.nextAccount), job, budget);
            more = budget < 0;
            job.nextAccount += more ? 0 : 1;
        }
        if (!more) {
            state.massCancels.remove(job);
        }
        events.massCancelReport(job.requestSequence, job.canceled, more);
    }

    /** Returns the budget left, negative when it ran out before the account's last order. */
    private long cancelIn(Account account, MassCancelJob job, long budget) {
        long left = budget;
        Order order = account.firstOrder;
        while (order != null) {
            Order next = order.nextInAccount;
            if (job.takes(order)) {
                if (left == 0) {
                    return -1;
                }
                left--;
                job.canceled++;
                long nextId = next == null ? 0 : next.orderId;
                execution.cancel(order, job.reason);
                // A cancel can fire a stop that fills the next order: then start over at what is left.
                next = next != null && state.orders.find(nextId) != next ? account.firstOrder : next;
            }
            order = next;
        }
        return left;
    }
}
