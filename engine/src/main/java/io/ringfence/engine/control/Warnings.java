package io.ringfence.engine.control;

import io.ringfence.engine.gates.DailyLoss;
import io.ringfence.engine.gates.Drawdown;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;

/** Says when an account has used 70 and 85 % of its loss, drawdown or gross limit, and when it is below again. */
final class Warnings {
    private static final long FIRST_BPS = 7_000;
    private static final long SECOND_BPS = 8_500;

    private final Events events;

    Warnings(Events events) {
        this.events = events;
    }

    void update(Account account, AccountValue value) {
        long lossLimit = DailyLoss.limit(account.limits, account.dayOpenEquityE8);
        long loss = DailyLoss.loss(value.equityE8, account.dayOpenEquityE8, account.netFlowsE8);
        account.dayLossWarning = stage(account, 3, account.dayLossWarning, loss, lossLimit);
        long hard = account.limits.getOr(LimitField.DD_HARD_BPS, Long.MAX_VALUE);
        long drawdown = account.hwmE8 > 0 && value.equityE8 < account.hwmE8
                ? Drawdown.drawdownBps(value.equityE8, account.hwmE8)
                : 0;
        account.drawdownWarning = stage(account, 4, account.drawdownWarning, drawdown, hard);
        long gross = account.limits.getOr(LimitField.GROSS_ABS, Long.MAX_VALUE);
        account.grossWarning = stage(account, 6, account.grossWarning, value.grossE8, gross);
    }

    private byte stage(Account account, int gate, byte before, long used, long limit) {
        byte stage = stage(used, limit);
        if (stage != before) {
            long usedBps = limit == 0 ? Fixed.BPS : Math.min(Fixed.mulCeil(used, Fixed.BPS, limit), 1_000_000);
            events.warning(account.id, gate, stage, (int) usedBps);
        }
        return stage;
    }

    /** By comparison only: limit / 1e4 * 7000 needs no 128 bits. */
    private static byte stage(long used, long limit) {
        if (used <= 0 || limit == Long.MAX_VALUE || limit <= 0) {
            return 0;
        }
        if (used < limit / Fixed.BPS * FIRST_BPS) {
            return 0;
        }
        return (byte)
                (Fixed.mulFloor(used, Fixed.BPS, limit) >= SECOND_BPS
                        ? 2
                        : Fixed.mulFloor(used, Fixed.BPS, limit) >= FIRST_BPS ? 1 : 0);
    }
}
