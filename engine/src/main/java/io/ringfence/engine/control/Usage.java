package io.ringfence.engine.control;

import io.ringfence.engine.gates.DailyLoss;
import io.ringfence.engine.gates.Drawdown;
import io.ringfence.engine.gates.TotalExposure;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.units.Fixed;

/**
 * How much of its daily loss, drawdown and gross limit an account has used, against the limits that gates 3, 4 and 6
 * apply now (leverage and drawdown scale included). Stages by gates.md G1 "Staggered": 70 % alert, 85 % slow-down.
 */
final class Usage {
    static final byte NORMAL = 0;
    static final byte ALERT = 1;
    static final byte SLOW_DOWN = 2;

    static final int DAY_LOSS = 3;
    static final int DRAWDOWN = 4;
    static final int GROSS = 6;

    private static final long ALERT_BPS = 7_000;
    private static final long SLOW_DOWN_BPS = 8_500;

    private final long[] used = new long[GROSS + 1];
    private final long[] limit = new long[GROSS + 1];

    /** Reads all three. Throws where a figure does not fit. */
    void read(Account account, AccountValue value) {
        used[DAY_LOSS] = DailyLoss.loss(value.equityE8, account.dayOpenEquityE8, account.netFlowsE8);
        limit[DAY_LOSS] = DailyLoss.limit(account.limits, account.dayOpenEquityE8);
        boolean fell = account.hwmE8 > 0 && value.equityE8 < account.hwmE8;
        used[DRAWDOWN] = fell ? Drawdown.drawdownBps(value.equityE8, account.hwmE8) : 0;
        limit[DRAWDOWN] = account.limits.getOr(LimitField.DD_HARD_BPS, Long.MAX_VALUE);
        used[GROSS] = value.grossE8;
        limit[GROSS] = TotalExposure.limit(account.limits, value.equityE8, Drawdown.scaleBps(account, value.equityE8));
    }

    /** The highest stage of the three. */
    byte highestStage() {
        return (byte) Math.max(stage(DAY_LOSS), Math.max(stage(DRAWDOWN), stage(GROSS)));
    }

    /** By comparison with a share of the limit, which always fits. */
    byte stage(int gate) {
        long most = limit[gate];
        if (used[gate] <= 0 || most == Long.MAX_VALUE) {
            return NORMAL;
        }
        if (used[gate] >= Fixed.mulCeil(most, SLOW_DOWN_BPS, Fixed.BPS)) {
            return SLOW_DOWN;
        }
        return used[gate] >= Fixed.mulCeil(most, ALERT_BPS, Fixed.BPS) ? ALERT : NORMAL;
    }

    long used(int gate) {
        return used[gate];
    }

    long limit(int gate) {
        return limit[gate];
    }

    int usedBps(int gate) {
        return Headroom.usedBps(used[gate], limit[gate]);
    }
}
