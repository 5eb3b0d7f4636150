package io.ringfence.engine.control;

import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Strategy;
import java.util.Arrays;

/** The accounts that the command in hand filled or found latched, each once, in order; their risk is settled when it ends. */
public final class TouchedAccounts implements Execution.AccountListener {
    private final EngineState state;
    private final RiskMonitor monitor;
    private final RejectWatch rejectWatch;
    private Account[] accounts = new Account[16];
    private int count;

    public TouchedAccounts(EngineState state, RiskMonitor monitor, RejectWatch rejectWatch) {
        this.state = state;
        this.monitor = monitor;
        this.rejectWatch = rejectWatch;
    }

    @Override
    public void touch(Account account) {
        monitor.touch(account);
    }

    @Override
    public void filled(Account account, Order order) {
        Strategy strategy = state.strategy(order.strategyId);
        if (strategy != null) {
            rejectWatch.executed(account, strategy);
        }
        add(account);
    }

    /** An order or a replace came from a session. */
    void message(int sessionId) {
        rejectWatch.message(sessionId);
    }

    /** A decision was made: what counts is counted, and what a latched account trips is tripped with this command. */
    void decided(Account account, OrderContext order, Decision decision, Readings readings) {
        rejectWatch.decided(order, decision, readings);
        if (account.dayLatched || account.drawdownLatched) {
            add(account);
        }
    }

    private void add(Account account) {
        if (account.settlePending) {
            return;
        }
        account.settlePending = true;
        accounts = count == accounts.length ? Arrays.copyOf(accounts, count * 2) : accounts;
        accounts[count++] = account;
    }

    /** At the end of a command. Settling may cancel orders, which may fire stops, whose fills settle and count too. */
    public void settle() {
        rejectWatch.trip();
        for (int i = 0; i < count; i++) {
            accounts[i].settlePending = false;
            monitor.settle(accounts[i]);
        }
        count = 0;
        rejectWatch.trip();
    }
}
