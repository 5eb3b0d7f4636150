package io.ringfence.engine.control;

import io.ringfence.engine.decode.OrderRequest;
import io.ringfence.engine.decode.OrderValidator;
import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Gates;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.units.Fixed;

/**
 * How a new order is judged: validation behind the client order id, the eight gates, the decision. Entry and preview are
 * two callers of this one room, so they cannot differ but in what counts requests (throttles, duplicate pattern), which
 * only entry asks.
 */
final class OrderJudge {
    private static final int THROTTLED = 1017;

    private final EngineState state;
    private final OrderValidator validator;
    private final MarketChecks market;
    private final SlowDown slowDown;
    private final Gates gates = new Gates();
    private final Readings readings;
    private final Decision decision;
    private final OrderContext context;

    OrderJudge(EngineState state, Execution execution, Readings readings, Decision decision, OrderContext context) {
        this.state = state;
        this.readings = readings;
        this.decision = decision;
        this.context = context;
        validator = new OrderValidator(state);
        market = new MarketChecks(state, execution, validator);
        slowDown = new SlowDown(state);
    }

    /** Form, account, symbol, permission, short sale: a code from here leaves the client order id free. */
    int identify(OrderRequest request) {
        return validator.identify(request);
    }

    /**
     * Fills an order as it would be worked and validates it; 0 when nothing speaks against it.
     *
     * @param counts whether the request counts for throttles and the duplicate pattern
     */
    int validate(OrderRequest request, Order order, boolean counts) {
        Account account = state.account(request.accountId);
        fill(request, order, account);
        int code = validator.validateTime(request);
        if (code == 0 && counts && (!validator.takeToken(request) || slowDown.refuses(account, request))) {
            code = THROTTLED;
        }
        code = code != 0 ? code : validator.validate(request);
        code = code != 0 ? code : market.terms(order, request.limitPriceE8 != Fixed.ABSENT);
        code = code != 0 ? code : validator.validateAccount(request, counts);
        return code != 0 ? code : market.selfMatch(order);
    }

    private void fill(OrderRequest request, Order order, Account account) {
        order.orderId = state.sequence;
        order.accountId = account.id;
        order.symbolId = request.symbolId;
        order.strategyId = request.strategyId;
        order.sessionId = request.sessionId;
        order.side = request.side;
        order.type = request.type;
        order.timeInForce = request.timeInForce;
        order.smpMode = request.smpMode == -1 ? account.smpMode : request.smpMode;
        order.smpId = request.smpId == Fixed.ABSENT ? account.id : request.smpId;
        order.flags = request.flags;
        order.requestedQuantityE8 = request.quantityE8;
        order.quantityE8 = request.quantityE8;
        order.leavesE8 = request.quantityE8;
        order.cumE8 = 0;
        order.filledNotionalE8 = 0;
        order.limitPriceE8 = validator.workingLimitE8(request);
        order.stopPriceE8 = request.stopPriceE8;
        order.minQuantityE8 = request.minQuantityE8;
        order.expireAtNanos = expiry(request, account);
        order.triggered = false;
        order.clientOrderIdSlot = ClientOrderIds.NONE;
    }

    private static long expiry(OrderRequest request, Account account) {
        return switch (request.timeInForce) {
            case Order.TIF_GTD -> request.expireAtNanos;
            case Order.TIF_DAY -> account.dayEndNanos;
            default -> Long.MAX_VALUE;
        };
    }

    /** Reads the eight gates and decides. {@code context.value} holds what the account is worth now. */
    void decide(OrderRequest request, Order order, Position position) {
        Account account = state.account(order.accountId);
        context.take(order, account, order.sessionId);
        context.quantityE8 = order.quantityE8;
        context.totalQuantityE8 = order.quantityE8;
        context.limitPriceE8 = request.limitPriceE8;
        context.stopPriceE8 = request.stopPriceE8;
        context.reduceOnly = order.hasFlag(Order.FLAG_REDUCE_ONLY);
        context.value(position);
        gates.evaluate(context, position, context.value.equityE8, readings);
        decision.decide(context, readings, isReducible(request, account), request.minQuantityE8, state.sequence);
    }

    /** Account policy, the client's wish, and what a smaller quantity would contradict (gates.md section 5). */
    private static boolean isReducible(OrderRequest request, Account account) {
        boolean policy = account.limits.getOr(LimitField.REDUCE_ALLOWED, 0) != 0;
        boolean wished = !request.has(Order.FLAG_ALLOW_REDUCE_GIVEN) || request.has(Order.FLAG_ALLOW_REDUCE);
        return policy && wished && request.timeInForce != Order.TIF_FOK;
    }
}
