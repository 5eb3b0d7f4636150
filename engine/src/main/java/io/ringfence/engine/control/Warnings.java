package io.ringfence.engine.control;

import io.ringfence.engine.record.Events;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;

/** Says when an account has used 70 and 85 % of its loss, drawdown or gross limit, and when it is below again. */
final class Warnings {
    private final Events events;
    private final Usage usage = new Usage();

    Warnings(Events events) {
        this.events = events;
    }

    void update(Account account, AccountValue value) {
        usage.read(account, value);
        account.dayLossWarning = stage(account, Usage.DAY_LOSS, account.dayLossWarning);
        account.drawdownWarning = stage(account, Usage.DRAWDOWN, account.drawdownWarning);
        account.grossWarning = stage(account, Usage.GROSS, account.grossWarning);
    }

    private byte stage(Account account, int gate, byte before) {
        byte stage = usage.stage(gate);
        if (stage != before) {
            events.warning(account.id, gate, stage, usage.usedBps(gate));
        }
        return stage;
    }
}
