package io.ringfence.ops.counterfactual;

import io.ringfence.engine.gates.DailyLoss;
import io.ringfence.engine.gates.DataQuality;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.DecisionProbe;
import io.ringfence.engine.gates.Drawdown;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.AccountValue;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.Fixed;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every approved order needed of each limit of its account: the formulas of the gates solved for the limit, exact to
 * the unit. A limit below the largest need would have refused, or shrunk, the order that had it.
 *
 * <p>The needs of gates 2 to 4 are only a first guess here, because what their limits do to latches, trips and samples
 * between orders is not in any single order; {@link TightestLimits} settles them by executing the journal again.
 */
final class LimitNeeds implements DecisionProbe {
    /** What was needed, and by whom. */
    static final class Need {
        final LimitPin limit;
        long value;
        long sequence;

        Need(LimitPin limit, long value, long sequence) {
            this.limit = limit;
            this.value = value;
            this.sequence = sequence;
        }
    }

    private final Map<LimitPin, Need> needs = new LinkedHashMap<>();
    private final Map<Integer, long[]> worstOfDay = new LinkedHashMap<>();
    private final DataQuality dataQuality = new DataQuality();
    private final AccountValue value = new AccountValue();

    Collection<Need> all() {
        return needs.values();
    }

    @Override
    public void decided(OrderContext order, Readings readings, Decision decision) {
        observe(order.account, order.state, order.value);
        if (!decision.isApproved() || !order.hasMark) {
            return;
        }
        long approved = decision.approvedE8();
        dataQuality(order, readings);
        fatFinger(order);
        if (approved > order.reducePartE8) {
            blocking(order);
        }
        if (approved > 0) {
            sizes(order, readings, approved);
        }
    }

    private void dataQuality(OrderContext order, Readings readings) {
        long forClosing = order.account.limits.getOr(LimitField.DQ_MIN_SCORE_REDUCE, Long.MAX_VALUE);
        boolean passesAnyway = order.strictForData && readings.observed[2] >= forClosing;
        if (readings.code[2] == 200 && !passesAnyway) {
            need(order, LimitField.DQ_MIN_SCORE, -1, readings.observed[2]);
        }
    }

    private void fatFinger(OrderContext order) {
        int symbolId = order.instrument.symbolId;
        need(order, LimitField.MAX_ORDER_QTY, symbolId, order.totalQuantityE8);
        long notional = Fixed.mulCeil(order.totalQuantityE8, order.orderPriceE8);
        need(order, LimitField.MAX_ORDER_NOTIONAL, symbolId, notional);
    }

    /** The account's losses so far that would have closed it for this order: a breach latches until the day rolls. */
    private void blocking(OrderContext order) {
        long[] worst = worst(order.account);
        need(order, LimitField.DAY_LOSS_ABS, -1, Fixed.add(worst[0], 1));
        need(order, LimitField.DD_HARD_BPS, -1, Fixed.add(worst[1], 1));
    }

    private void sizes(OrderContext order, Readings readings, long approved) {
        int symbolId = order.instrument.symbolId;
        boolean usesNewSlot = (order.posE8 | order.openBuyE8 | order.openSellE8) == 0;
        if (usesNewSlot) {
            need(order, LimitField.MAX_POSITIONS, -1, order.account.positions().usedCount() + 1L);
        }
        long after = Fixed.add(order.currentE8, approved);
        long afterValue = Fixed.mulCeil(Math.max(0, after), order.unitE8);
        if (approved > Math.max(0, order.worstE8 - order.currentE8) && after > 0) {
            long rest = order.value.grossE8 - order.symbolGrossE8;
            scaled(order, LimitField.GROSS_ABS, -1, Fixed.add(rest, afterValue));
            stress(order, Fixed.add(rest, afterValue));
        }
        if (approved > Math.max(0, -order.currentE8) && after > 0) {
            scaled(order, LimitField.POS_NOTIONAL_ABS, -1, afterValue);
            scaled(order, LimitField.POS_QTY, symbolId, after);
            long whole = Fixed.mulCeil(Math.max(0, Fixed.add(order.currentE8, order.quantityE8)), order.unitE8);
            scaled(order, LimitField.CLUSTER_ABS, -1, Fixed.add(readings.observed[8] - whole, afterValue));
        }
    }

    /** A stress budget counts against the daily loss as well. */
    private void stress(OrderContext order, long grossE8) {
        long bps = order.account.limits.getOr(LimitField.DAY_STRESS_BPS, 0);
        if (bps > 0) {
            Account account = order.account;
            long loss = DailyLoss.loss(order.equityE8, account.dayOpenEquityE8, account.netFlowsE8);
            need(order, LimitField.DAY_LOSS_ABS, -1, Fixed.add(loss, Fixed.mulCeil(grossE8, bps, Fixed.BPS)));
        }
    }

    /** A limit that the drawdown had scaled down when the order met it. */
    private void scaled(OrderContext order, LimitField field, int symbolId, long needed) {
        if (order.scaleBps > 0) {
            need(order, field, symbolId, Fixed.mulCeil(needed, Fixed.BPS, order.scaleBps));
        }
    }

    private void need(OrderContext order, LimitField field, int symbolId, long needed) {
        LimitPin limit = new LimitPin(Scope.ACCOUNT, order.account.id, field, symbolId, -1, 0);
        long sequence = order.state.sequence;
        Need most = needs.computeIfAbsent(limit, key -> new Need(key, needed, sequence));
        if (limit.isTighter(most.value, needed)) {
            most.value = needed;
            most.sequence = sequence;
        }
    }

    /** An account was looked at between orders: behind its fills, and on timers. */
    void settled(Account account, EngineState state) {
        observe(account, state, value.of(account, state));
    }

    private void observe(Account account, EngineState state, AccountValue now) {
        if (now.unpriced || now.equityOverflow || !isSound(account, state)) {
            return;
        }
        long[] worst = worst(account);
        if (worst[2] != account.day) {
            worst[2] = account.day;
            worst[0] = 0;
        }
        long loss = DailyLoss.loss(now.equityE8, account.dayOpenEquityE8, account.netFlowsE8);
        worst[0] = Math.max(worst[0], loss);
        if (account.hwmE8 > 0) {
            worst[1] = Math.max(worst[1], Drawdown.drawdownBps(now.equityE8, account.hwmE8));
        }
    }

    private long[] worst(Account account) {
        return worstOfDay.computeIfAbsent(account.id, id -> new long[] {0, 0, account.day});
    }

    private boolean isSound(Account account, EngineState state) {
        for (int i = 0; i < account.positions().usedCount(); i++) {
            Position position = account.positions().used(i);
            if (position.posE8 != 0
                    && !dataQuality.isSound(state.instruments.get(position.symbolId), account, state.nowNanos)) {
                return false;
            }
        }
        return true;
    }
}
