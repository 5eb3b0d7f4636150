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
            events.warning(account.id, gate, stage, usedBps(used, limit));
        }
        return stage;
    }

    /** used / limit in bps, rounded up, at most a million (a hundred times the limit). */
    private static int usedBps(long used, long limit) {
        if (used <= 0 || limit <= 0) {
            return 0;
        }
        return used / 100 >= limit ? 1_000_000 : (int) Fixed.mulCeil(used, Fixed.BPS, limit);
    }

    /** By comparison with a share of the limit, which always fits. */
    private static byte stage(long used, long limit) {
        if (used <= 0 || limit == Long.MAX_VALUE || limit <= 0 || used < limit / Fixed.BPS * FIRST_BPS) {
            return 0;
        }
        if (used >= Fixed.mulCeil(limit, SECOND_BPS, Fixed.BPS)) {
            return 2;
        }
        return (byte) (used >= Fixed.mulCeil(limit, FIRST_BPS, Fixed.BPS) ? 1 : 0);
    }
}
