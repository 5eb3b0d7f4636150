package io.ringfence.engine.control;

import io.ringfence.engine.decode.OrderRequest;
import io.ringfence.engine.decode.OrderValidator;
import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Gates;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.Fixed;

/**
 * What would become of an order now: validation, eight gates and the decision, without a record, a reservation or any
 * other trace in the state. For a read model; the live engine never previews. What counts requests (client order id,
 * throttle, duplicate pattern) is not asked.
 */
public final class OrderPreview {
    private final EngineState state;
    private final Execution execution;
    private final OrderValidator validator;
    private final OrderRequest request = new OrderRequest();
    private final Gates gates = new Gates();
    private final Readings readings = new Readings();
    private final Decision decision = new Decision();
    private final OrderContext context;
    private final Order order = new Order();

    public OrderPreview(EngineState state, Execution execution) {
        this.state = state;
        this.execution = execution;
        validator = new OrderValidator(state);
        context = new OrderContext(state, new Account(-1, ""), new Instrument(-1, ""));
    }

    /**
     * Previews an order at a moment, not before the state's own.
     *
     * @return the code of the validation that refuses it; 0 when the gates were read and the decision made
     */
    public int preview(NewOrderDecoder command, long atNanos) {
        long now = state.nowNanos;
        state.nowNanos = Math.max(now, atNanos);
        try {
            request.decode(command);
            readings.reset();
            int code = validate();
            if (code == 0) {
                decide();
            }
            return code;
        } finally {
            state.nowNanos = now;
        }
    }

    public Readings readings() {
        return readings;
    }

    /** Valid after {@link #preview} returned 0. */
    public Decision decision() {
        return decision;
    }

    private int validate() {
        int code = validator.identify(request);
        if (code != 0) {
            return code;
        }
        code = validator.validate(request);
        if (code != 0) {
            return code;
        }
        fill();
        Instrument instrument = state.instruments.get(request.symbolId);
        if (request.isStop() && execution.venue().isStopReached(request.symbolId, request.side, request.stopPriceE8)) {
            return 1026;
        }
        if (validator.isOutsideCollar(instrument, request.isBuy(), request.limitPriceE8)) {
            return 1014;
        }
        if (request.has(Order.FLAG_POST_ONLY) && execution.venue().wouldTake(order)) {
            return 1019;
        }
        return validateAccount();
    }

    private int validateAccount() {
        Account account = state.account(request.accountId);
        Position position = account.positions().find(request.symbolId);
        if (request.has(Order.FLAG_REDUCE_ONLY)) {
            boolean reduces = position != null && (request.isBuy() ? position.posE8 < 0 : position.posE8 > 0);
            if (!reduces) {
                return 1024;
            }
        }
        if (account.maxOpenOrders > 0 && account.openOrders >= account.maxOpenOrders) {
            return 1022;
        }
        return order.smpMode == Order.SMP_REJECT && execution.venue().wouldSelfMatch(order) ? 1020 : 0;
    }

    private void fill() {
        Account account = state.account(request.accountId);
        order.accountId = request.accountId;
        order.symbolId = request.symbolId;
        order.strategyId = request.strategyId;
        order.sessionId = request.sessionId;
        order.side = request.side;
        order.type = request.type;
        order.timeInForce = request.timeInForce;
        order.smpMode = request.smpMode == -1 ? account.smpMode : request.smpMode;
        order.smpId = request.smpId == Fixed.ABSENT ? account.id : request.smpId;
        order.flags = request.flags;
        order.quantityE8 = request.quantityE8;
        order.leavesE8 = request.quantityE8;
        order.limitPriceE8 =
                order.type == Order.TYPE_MARKET ? validator.protectiveLimitE8(request) : request.limitPriceE8;
        order.stopPriceE8 = request.stopPriceE8;
    }

    private void decide() {
        Account account = state.account(request.accountId);
        Instrument instrument = state.instruments.get(request.symbolId);
        Position held = account.positions().find(request.symbolId);
        Position position = held == null ? new Position(request.symbolId) : held;
        context.value.of(account, state);
        context.account = account;
        context.instrument = instrument;
        context.strategy = state.strategy(request.strategyId);
        context.side = request.side;
        context.type = request.type;
        context.sessionId = request.sessionId;
        context.quantityE8 = request.quantityE8;
        context.totalQuantityE8 = request.quantityE8;
        context.limitPriceE8 = request.limitPriceE8;
        context.stopPriceE8 = request.stopPriceE8;
        context.reduceOnly = request.has(Order.FLAG_REDUCE_ONLY);
        position.value(
                instrument.market.markE8,
                state.rateE8(instrument, account),
                account.limits.getOr(LimitField.EXPOSURE_BUFFER_BPS, 0));
        gates.evaluate(context, position, context.value.equityE8, readings);
        boolean policy = account.limits.getOr(LimitField.REDUCE_ALLOWED, 0) != 0;
        boolean wished = !request.has(Order.FLAG_ALLOW_REDUCE_GIVEN) || request.has(Order.FLAG_ALLOW_REDUCE);
        boolean reducible = policy && wished && request.timeInForce != Order.TIF_FOK;
        decision.decide(context, readings, reducible, request.minQuantityE8, state.sequence);
    }
}
