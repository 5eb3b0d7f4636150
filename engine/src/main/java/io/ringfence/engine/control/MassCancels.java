package io.ringfence.engine.control;

import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Order;
import java.util.ArrayDeque;

/**
 * Mass cancels in slices, so that one command never holds the engine long. The first slice runs in the command that
 * asked; the others are commands of their own, before anything else but a trip.
 */
public final class MassCancels {
    private static final int UNKNOWN_ACCOUNT = 1002;

    private final EngineState state;
    private final Events events;
    private final Execution execution;
    private final ArrayDeque<Job> jobs = new ArrayDeque<>();

    public MassCancels(EngineState state, Events events, Execution execution) {
        this.state = state;
        this.events = events;
        this.execution = execution;
    }

    private static final class Job {
        final CancelFilter filter;
        final long requestSequence;
        int account;
        int canceled;

        Job(CancelFilter filter, long requestSequence) {
            this.filter = filter;
            this.requestSequence = requestSequence;
            account = Math.max(filter.accountId, 0);
        }
    }

    public boolean isPending() {
        return !jobs.isEmpty();
    }

    /** Cancels every order that the filter of a request names. */
    public void start(int accountId, int symbolId, int strategyId, int side, int sessionId) {
        if (accountId < -1 || accountId >= state.accountCount()) {
            events.refused(UNKNOWN_ACCOUNT);
            return;
        }
        start(new CancelFilter(accountId, symbolId, strategyId, side, sessionId));
    }

    void start(CancelFilter filter) {
        Job job = new Job(filter, state.sequence);
        jobs.add(job);
        run(job);
    }

    /** Runs the next slice of the oldest unfinished mass cancel. */
    public void continueOldest() {
        Job job = jobs.peek();
        if (job != null) {
            run(job);
        }
    }

    private void run(Job job) {
        long budget = state.setting(EngineSetting.CANCEL_SLICE);
        int last = job.filter.accountId >= 0 ? job.filter.accountId : state.accountCount() - 1;
        boolean more = false;
        while (job.account <= last && !more) {
            budget = cancelIn(state.account(job.account), job, budget);
            more = budget < 0;
            job.account += more ? 0 : 1;
        }
        if (!more) {
            jobs.remove(job);
        }
        events.massCancelReport(job.requestSequence, job.canceled, more);
    }

    /** Returns the budget left, negative when it ran out before the account's last order. */
    private long cancelIn(Account account, Job job, long budget) {
        long left = budget;
        Order order = account.firstOrder;
        while (order != null) {
            Order next = order.nextInAccount;
            if (job.filter.takes(order)) {
                if (left == 0) {
                    return -1;
                }
                left--;
                job.canceled++;
                long nextId = next == null ? 0 : next.orderId;
                execution.cancel(order, job.filter.reason);
                // A cancel can fire a stop that fills the next order: then start over at what is left.
                next = next != null && state.orders.find(nextId) != next ? account.firstOrder : next;
            }
            order = next;
        }
        return left;
    }
}
