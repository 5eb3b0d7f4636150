package io.ringfence.engine.control;

import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Strategy;
import java.util.Arrays;

/** The accounts that the command in hand filled, each once, in order; their risk is settled when it ends. */
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
        if (account.settlePending) {
            return;
        }
        account.settlePending = true;
        accounts = count == accounts.length ? Arrays.copyOf(accounts, count * 2) : accounts;
        accounts[count++] = account;
    }

    /** At the end of a command. Settling may cancel orders, which fills nothing but may touch further accounts. */
    public void settle() {
        for (int i = 0; i < count; i++) {
            accounts[i].settlePending = false;
            monitor.settle(accounts[i]);
        }
        count = 0;
    }
}
