package io.ringfence.engine.control;

import io.ringfence.engine.decode.OrderRequest;
import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.schema.NewOrderDecoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineSetting;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.Strategy;

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
    private final OrderJudge judge;
    private final RequestIds ids;
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
        judge = new OrderJudge(state, execution, readings, decision, context);
        ids = new RequestIds(state);
    }

    public void newOrder(NewOrderDecoder decoder) {
        request.decode(decoder);
        touched.message(request.sessionId);
        int code = judge.identify(request);
        if (code != 0) {
            events.rejected(state.sequence, code, false);
            return;
        }
        Account account = state.account(request.accountId);
        monitor.touch(account);
        if (!request.hasId || !isKnown()) {
            admit(account);
        }
    }

    /** Answers a client order id that was used before; false when it is new. */
    private boolean isKnown() {
        ClientOrderIds table = state.clientOrderIds;
        int slot = ids.find(request.accountId, request.idBuffer, request.idOffset);
        if (slot == ClientOrderIds.NONE) {
            if (table.size() >= state.setting(EngineSetting.MAX_CLIENT_ORDER_IDS) && !makesRoom(table)) {
                events.rejected(state.sequence, TABLE_FULL, false);
                return true;
            }
            return false;
        }
        if (table.orderId(slot) == Administration.QUARANTINED_ORDER) {
            events.rejected(state.sequence, QUARANTINED, false);
        } else if (table.payload(slot) == request.payloadHash()) {
            events.duplicate(table.sequence(slot));
        } else {
            events.rejected(state.sequence, DUPLICATE, false);
        }
        return true;
    }

    /** A full table takes no new id that would drop the expired ones, so they are dropped here. */
    private boolean makesRoom(ClientOrderIds table) {
        table.expire(state.nowNanos - state.setting(EngineSetting.CLIENT_ORDER_ID_RETENTION_NS));
        return table.size() < state.setting(EngineSetting.MAX_CLIENT_ORDER_IDS);
    }

    private void admit(Account account) {
        Order order = state.orders.take();
        int code = judge.validate(request, order, true);
        if (code == 0) {
            passGates(account, order);
            return;
        }
        state.orders.release(order);
        boolean consumes = code != THROTTLED;
        events.rejected(state.sequence, code, consumes);
        if (consumes) {
            remember(0);
        }
    }

    private void passGates(Account account, Order order) {
        Position position = account.positions().open(order.symbolId);
        order.position = position;
        Strategy strategy = state.strategy(order.strategyId);
        order.strategyPosition = strategy == null ? null : strategy.positions.open(order.symbolId);
        context.value = monitor.refresh(account);
        judge.decide(request, order, position);
        events.decision(state.sequence, order.quantityE8, decision, readings, false);
        boolean consumes = decision.code() != RECOVERING;
        int slot = consumes ? remember(state.sequence) : ClientOrderIds.NONE;
        if (decision.isApproved()) {
            order.clientOrderIdSlot = slot;
            execution.execute(decision.approved(), order);
        } else {
            events.rejected(state.sequence, decision.code(), consumes);
            state.orders.release(order);
        }
        touched.decided(account, context, decision, readings);
    }

    private int remember(long orderId) {
        return ids.remember(request.accountId, request.idBuffer, request.idOffset, request.payloadHash(), orderId);
    }
}
