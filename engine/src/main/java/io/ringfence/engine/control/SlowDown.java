package io.ringfence.engine.control;

import io.ringfence.engine.decode.OrderRequest;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.FixedOverflowException;

/**
 * The slow-down of gates.md G1 "Staggered": from 85 % of a loss, drawdown or gross limit on, new orders of the account
 * that add risk keep a least distance in journal time (1017). Orders that can only reduce pass at any pace.
 */
final class SlowDown {
    private final EngineState state;
    private final AccountValue value = new AccountValue();
    private final Usage usage = new Usage();

    SlowDown(EngineState state) {
        this.state = state;
    }

    /** Whether the order comes too soon; one that does not is what the next is measured from. */
    boolean refuses(Account account, OrderRequest request) {
        long delay = account.limits.getOr(LimitField.SLOW_DOWN_MIN_DELAY_NS, 0);
        if (delay <= 0 || onlyReduces(account, request)) {
            return false;
        }
        long last = account.slowedAtNanos;
        if (last != Long.MIN_VALUE && state.nowNanos - last < delay && isStrained(account)) {
            return true;
        }
        account.slowedAtNanos = state.nowNanos;
        return false;
    }

    /** Figures that cannot be read count as strained: the gates will refuse, and nothing is gained by haste. */
    private boolean isStrained(Account account) {
        value.of(account, state);
        if (value.unpriced || value.equityOverflow || value.grossOverflow) {
            return true;
        }
        try {
            usage.read(account, value);
            return usage.highestStage() == Usage.SLOW_DOWN;
        } catch (FixedOverflowException e) {
            return true;
        }
    }

    private static boolean onlyReduces(Account account, OrderRequest request) {
        Position position = account.positions().find(request.symbolId);
        if (position == null) {
            return false;
        }
        long free = request.isBuy() ? -position.posE8 - position.openBuyE8 : position.posE8 - position.openSellE8;
        return request.quantityE8 <= free;
    }
}
