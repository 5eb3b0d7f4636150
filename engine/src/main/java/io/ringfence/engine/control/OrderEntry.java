package io.ringfence.engine.control;

import io.ringfence.engine.decode.OrderRequest;
import io.ringfence.engine.decode.OrderValidator;
import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Gates;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.LimitField;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.Strategy;
import io.ringfence.engine.units.Fixed;

/** The way of a new order: validate, eight gates, decide, reserve and execute. */
public final class OrderEntry {
    private static final int THROTTLED = 1017;
    private static final int DUPLICATE = 1015;
    private static final int TABLE_FULL = 901;
    private static final int QUARANTINED = 904;
    private static final int RECOVERING = 121;

    private final EngineState state;
    private final Events events;
    private final Execution execution;
    private final RiskMonitor monitor;
    private final TouchedAccounts touched;
    private final OrderValidator validator;
    private final Gates gates = new Gates();
    private final OrderRequest request = new OrderRequest();
    private final Readings readings;
    private final Decision decision;
    private final OrderContext context;

    public OrderEntry(
            EngineState state,
            Events events,
            Execution execution,
            RiskMonitor monitor,
            TouchedAccounts touched,
            Readings readings,
            Decision decision,
            OrderContext context) {
        this.state = state;
        this.events = events;
        this.execution = execution;
        this.monitor = monitor;
        this.touched = touched;
        this.readings = readings;
        this.decision = decision;
        this.context = context;
        validator = new OrderValidator(state);
    }

    public void newOrder(NewOrderDecoder decoder) {
        request.decode(decoder);
        int code = validator.identify(request);
        if (code != 0) {
            events.rejected(state.sequence, code, false);
            return;
        }
        Account account = state.account(request.accountId);
        monitor.touch(account);
        long hash = 0;
        if (request.hasId) {
            hash = ClientOrderIds.hash(account.id, request.idBuffer, request.idOffset);
            if (isKnown(hash)) {
                return;
            }
        }
        admit(account, hash);
    }

    /** Answers a client order id that was used before; false when it is new. */
    private boolean isKnown(long hash) {
        ClientOrderIds ids = state.clientOrderIds;
        int slot = ids.find(hash, request.accountId, request.idBuffer, request.idOffset);
        if (slot == ClientOrderIds.NONE) {
            if (ids.size() >= state.setting(EngineSetting.MAX_CLIENT_ORDER_IDS) && !makesRoom(ids)) {
                events.rejected(state.sequence, TABLE_FULL, false);
                return true;
            }
            return false;
        }
        if (ids.orderId(slot) == Administration.QUARANTINED_ORDER) {
            events.rejected(state.sequence, QUARANTINED, false);
        } else if (ids.payload(slot) == request.payloadHash()) {
            events.duplicate(ids.sequence(slot));
        } else {
            events.rejected(state.sequence, DUPLICATE, false);
        }
        return true;
    }

    /** A full table takes no new id that would drop the expired ones, so they are dropped here. */
    private boolean makesRoom(ClientOrderIds ids) {
        ids.expire(state.nowNanos - state.setting(EngineSetting.CLIENT_ORDER_ID_RETENTION_NS));
        return ids.size() < state.setting(EngineSetting.MAX_CLIENT_ORDER_IDS);
    }

    private void admit(Account account, long hash) {
        int code = validator.admit(request);
        if (code == 0) {
            code = validator.validate(request);
        }
        Order order = build(account);
        if (code == 0) {
            code = validateMarket(order);
        }
        if (code != 0) {
            state.orders.release(order);
            boolean consumes = code != THROTTLED;
            events.rejected(state.sequence, code, consumes);
            if (consumes) {
                remember(hash, 0);
            }
            return;
        }
        passGates(account, order, hash);
    }

    /** 1026, 1014, 1019, 1024, 1025, 1022, 1020. */
    private int validateMarket(Order order) {
        Instrument instrument = state.instruments.get(order.symbolId);
        if (order.isStop() && execution.venue().isStopReached(order.symbolId, order.side, order.stopPriceE8)) {
            return 1026;
        }
        if (validator.isOutsideCollar(instrument, order.isBuy(), request.limitPriceE8)) {
            return 1014;
        }
        if (order.hasFlag(Order.FLAG_POST_ONLY) && execution.venue().wouldTake(order)) {
            return 1019;
        }
        int code = validator.validateAccount(request);
        if (code != 0) {
            return code;
        }
        return order.smpMode == Order.SMP_REJECT && execution.venue().wouldSelfMatch(order) ? 1020 : 0;
    }

    private Order build(Account account) {
        Order order = state.orders.take();
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
        order.limitPriceE8 =
                order.type == Order.TYPE_MARKET ? validator.protectiveLimitE8(request) : request.limitPriceE8;
        order.stopPriceE8 = request.stopPriceE8;
        order.minQuantityE8 = request.minQuantityE8;
        order.expireAtNanos = expiry(account);
        order.triggered = false;
        order.clientOrderIdSlot = ClientOrderIds.NONE;
        order.position = account.positions().open(request.symbolId);
        Strategy strategy = state.strategy(request.strategyId);
        order.strategyPosition = strategy == null ? null : strategy.positions.open(request.symbolId);
        return order;
    }

    private long expiry(Account account) {
        return switch (request.timeInForce) {
            case Order.TIF_GTD -> request.expireAtNanos;
            case Order.TIF_DAY -> account.dayEndNanos;
            default -> Long.MAX_VALUE;
        };
    }

    private void passGates(Account account, Order order, long hash) {
        Position position = order.position == null ? account.positions().open(order.symbolId) : order.position;
        Strategy strategy = state.strategy(order.strategyId);
        context.value = monitor.refresh(account);
        bind(account, order, position, strategy);
        decision.decide(context, readings, isReducible(account), request.minQuantityE8, state.sequence);
        events.decision(state.sequence, order.quantityE8, decision, readings, false);
        boolean consumes = decision.code() != RECOVERING;
        int slot = consumes ? remember(hash, state.sequence) : ClientOrderIds.NONE;
        if (decision.isApproved()) {
            order.clientOrderIdSlot = slot;
            execution.execute(decision.approved(), order);
        } else {
            events.rejected(state.sequence, decision.code(), consumes);
            state.orders.release(order);
        }
        touched.decided(account, context, decision, readings);
    }

    private void bind(
            Account account, Order order, Position position, @org.jspecify.annotations.Nullable Strategy strategy) {
        Instrument instrument = state.instruments.get(order.symbolId);
        context.account = account;
        context.instrument = instrument;
        context.strategy = strategy;
        context.side = order.side;
        context.type = order.type;
        context.sessionId = order.sessionId;
        context.quantityE8 = order.quantityE8;
        context.totalQuantityE8 = order.quantityE8;
        context.limitPriceE8 = request.limitPriceE8;
        context.stopPriceE8 = request.stopPriceE8;
        context.reduceOnly = order.hasFlag(Order.FLAG_REDUCE_ONLY);
        position.value(
                instrument.market.markE8,
                state.rateE8(instrument, account),
                account.limits.getOr(LimitField.EXPOSURE_BUFFER_BPS, 0));
        gates.evaluate(context, position, context.value.equityE8, readings);
    }

    /** Account policy, the client's wish, and what a smaller quantity would contradict (gates.md section 5). */
    private boolean isReducible(Account account) {
        boolean policy = account.limits.getOr(LimitField.REDUCE_ALLOWED, 0) != 0;
        boolean wished = !request.has(Order.FLAG_ALLOW_REDUCE_GIVEN) || request.has(Order.FLAG_ALLOW_REDUCE);
        return policy && wished && request.timeInForce != Order.TIF_FOK;
    }

    private int remember(long hash, long orderId) {
        if (!request.hasId) {
            return ClientOrderIds.NONE;
        }
        return state.clientOrderIds.add(
                hash,
                request.accountId,
                request.idBuffer,
                request.idOffset,
                request.payloadHash(),
                orderId,
                state.sequence,
                state.nowNanos,
                state.setting(EngineSetting.CLIENT_ORDER_ID_RETENTION_NS));
    }
}
