package io.ringfence.engine.control;

import io.ringfence.engine.decode.OrderValidator;
import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.Gates;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.record.Events;
import io.ringfence.engine.schema.CancelOrderDecoder;
import io.ringfence.engine.schema.ReplaceOrderDecoder;
import io.ringfence.engine.state.Account;
import io.ringfence.engine.state.ClientOrderIds;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Instrument;
import io.ringfence.engine.state.Order;
import io.ringfence.engine.state.Position;
import io.ringfence.engine.state.StateHash;
import io.ringfence.engine.units.Fixed;
import org.agrona.DirectBuffer;

/** Cancels, which always pass, and replaces, which pass the gates with their increment (gates.md section 5.6). */
public final class OrderAmendment {
    private static final int RECOVERING = 121;

    private final EngineState state;
    private final Events events;
    private final Execution execution;
    private final RiskMonitor monitor;
    private final TouchedAccounts touched;
    private final OrderFinder finder;
    private final OrderValidator validator;
    private final MarketChecks market;
    private final RequestIds ids;
    private final Gates gates = new Gates();
    /** The order with its new terms, as the venue is asked about it. */
    private final Order amended = new Order();

    private final Readings readings;
    private final Decision decision;
    private final OrderContext context;

    public OrderAmendment(
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
        finder = new OrderFinder(state);
        validator = new OrderValidator(state);
        market = new MarketChecks(state, execution, validator);
        ids = new RequestIds(state);
    }

    public void cancel(CancelOrderDecoder request) {
        int origOffset = request.offset() + CancelOrderDecoder.origClientOrderIdEncodingOffset();
        int idOffset = request.offset() + CancelOrderDecoder.clientOrderIdEncodingOffset();
        finder.find(request.accountId(), request.orderId(), request.buffer(), origOffset);
        Order order = finder.order();
        if (order != null && request.symbolId() >= 0 && request.symbolId() != order.symbolId) {
            events.cancelRejected(order.orderId, 1106, false);
            return;
        }
        long payload = StateHash.mix(2, namedOrder(request.orderId()));
        if (isReused(request.accountId(), request.buffer(), idOffset, payload, false)) {
            return;
        }
        if (order == null) {
            events.cancelRejected(finder.orderId(), finder.code(), false);
            return;
        }
        monitor.touch(state.account(order.accountId));
        // the day may have rolled, but orders that it ended were expired before this command
        ids.remember(order.accountId, request.buffer(), idOffset, payload, order.orderId);
        execution.cancel(order, VenueEvents.CANCELED_BY_USER);
    }

    public void replace(ReplaceOrderDecoder request) {
        touched.message(request.origin().sessionId());
        int origOffset = request.offset() + ReplaceOrderDecoder.origClientOrderIdEncodingOffset();
        int idOffset = request.offset() + ReplaceOrderDecoder.clientOrderIdEncodingOffset();
        finder.find(request.accountId(), request.orderId(), request.buffer(), origOffset);
        Order order = finder.order();
        long payload = payload(request, namedOrder(request.orderId()));
        if (isReused(request.accountId(), request.buffer(), idOffset, payload, true)) {
            return;
        }
        if (order == null) {
            events.cancelRejected(finder.orderId(), finder.code(), true);
            return;
        }
        monitor.touch(state.account(order.accountId));
        int code = validate(request, order);
        if (code != 0) {
            events.cancelRejected(order.orderId, code, true);
            return;
        }
        decideReplace(request, order, idOffset, payload);
    }

    /** The order as the request names it, so that the same request is the same after the order has ended. */
    private long namedOrder(long requestedId) {
        return requestedId > 0 ? requestedId : finder.orderId();
    }

    private static long payload(ReplaceOrderDecoder request, long orderId) {
        long h = StateHash.mix(StateHash.mix(3, orderId), request.quantityE8());
        h = StateHash.mix(StateHash.mix(h, request.limitPriceE8()), request.stopPriceE8());
        return StateHash.mix(StateHash.mix(h, request.timeInForce()), request.expireAtNanos());
    }

    /** A request id that was used before: the same request again is answered by its first result. */
    private boolean isReused(int accountId, DirectBuffer buffer, int idOffset, long payload, boolean replace) {
        int slot = state.hasAccount(accountId) ? ids.find(accountId, buffer, idOffset) : ClientOrderIds.NONE;
        if (slot == ClientOrderIds.NONE) {
            return false;
        }
        if (state.clientOrderIds.payload(slot) == payload) {
            events.duplicate(state.clientOrderIds.sequence(slot));
        } else {
            events.cancelRejected(finder.orderId(), 1015, replace);
        }
        return true;
    }

    private int validate(ReplaceOrderDecoder request, Order order) {
        if (validator.isSuspended(order.strategyId)) {
            return 1029;
        }
        boolean otherSide = request.side() != -1 && request.side() != order.side;
        boolean otherType = request.orderType() != -1 && request.orderType() != order.type;
        boolean otherSymbol = request.symbolId() >= 0 && request.symbolId() != order.symbolId;
        if (otherSide || otherType || otherSymbol) {
            return 1106;
        }
        long limit = request.limitPriceE8();
        long stop = request.stopPriceE8();
        boolean limited = order.type == Order.TYPE_LIMIT || order.type == Order.TYPE_STOP_LIMIT;
        if ((limit != Fixed.ABSENT && !limited) || (stop != Fixed.ABSENT && !isWaitingStop(order))) {
            return 1007;
        }
        int code = validateTime(request, order);
        if (code != 0) {
            return code;
        }
        long total = request.quantityE8() == Fixed.ABSENT ? order.quantityE8 : request.quantityE8();
        long newLimit = limit == Fixed.ABSENT ? order.limitPriceE8 : limit;
        long newStop = stop == Fixed.ABSENT ? order.stopPriceE8 : stop;
        boolean sameTime =
                timeInForce(request, order) == order.timeInForce && expiry(request, order) == order.expireAtNanos;
        boolean samePrices = newLimit == order.limitPriceE8 && newStop == order.stopPriceE8;
        if (total == order.quantityE8 && samePrices && sameTime) {
            return 1105;
        }
        code = validator.validateIncrease(order, total - order.quantityE8);
        return code != 0 ? code : validateTerms(order, total, newLimit, newStop);
    }

    /** An order that rests can change between DAY, GTC and GTD (1005, 1027), to an expiry that is to come (1018). */
    private int validateTime(ReplaceOrderDecoder request, Order order) {
        byte tif = timeInForce(request, order);
        if (tif != Order.TIF_DAY && tif != Order.TIF_GTC && tif != Order.TIF_GTD) {
            return tif == Order.TIF_IOC || tif == Order.TIF_FOK ? 1027 : 1005;
        }
        if (tif != Order.TIF_GTD) {
            return request.expireAtNanos() == Fixed.ABSENT ? 0 : 1027;
        }
        boolean named = request.expireAtNanos() != Fixed.ABSENT || order.timeInForce == Order.TIF_GTD;
        return named && expiry(request, order) > state.nowNanos ? 0 : 1018;
    }

    private static byte timeInForce(ReplaceOrderDecoder request, Order order) {
        return request.timeInForce() == -1 ? order.timeInForce : request.timeInForce();
    }

    private long expiry(ReplaceOrderDecoder request, Order order) {
        return switch (timeInForce(request, order)) {
            case Order.TIF_DAY -> state.account(order.accountId).dayEndNanos;
            case Order.TIF_GTD ->
                request.expireAtNanos() == Fixed.ABSENT ? order.expireAtNanos : request.expireAtNanos();
            default -> Long.MAX_VALUE;
        };
    }

    private static boolean isWaitingStop(Order order) {
        return order.isStop() && !order.triggered;
    }

    private int validateTerms(Order order, long total, long limit, long stop) {
        Instrument instrument = state.instruments.get(order.symbolId);
        int code = validator.validateTerms(instrument, total, limit, stop);
        if (code != 0) {
            return code;
        }
        amend(order, total, limit, stop);
        code = market.terms(amended, limit != order.limitPriceE8);
        return code != 0 ? code : market.selfMatch(amended);
    }

    private void amend(Order order, long total, long limit, long stop) {
        amended.accountId = order.accountId;
        amended.symbolId = order.symbolId;
        amended.side = order.side;
        amended.type = order.type;
        amended.timeInForce = order.timeInForce;
        amended.flags = order.flags;
        amended.smpMode = order.smpMode;
        amended.smpId = order.smpId;
        amended.triggered = order.triggered;
        amended.limitPriceE8 = limit;
        amended.stopPriceE8 = stop;
        amended.leavesE8 = Math.max(0, total - order.cumE8);
    }

    private void decideReplace(ReplaceOrderDecoder request, Order order, int idOffset, long payload) {
        Account account = state.account(order.accountId);
        long total = request.quantityE8() == Fixed.ABSENT ? order.quantityE8 : request.quantityE8();
        long newLeaves = Math.max(0, total - order.cumE8);
        long increment = Math.max(0, newLeaves - order.leavesE8);
        context.value = monitor.refresh(account);
        bind(request, account, order, total, newLeaves, increment);
        decision.decide(context, readings, false, 0, state.sequence);
        long orderId = order.orderId;
        events.decision(orderId, increment, decision, readings, true);
        touched.decided(account, context, decision, readings);
        boolean consumes = decision.code() != RECOVERING;
        int slot =
                consumes ? ids.remember(account.id, request.buffer(), idOffset, payload, orderId) : ClientOrderIds.NONE;
        if (!decision.isApproved()) {
            events.cancelRejected(orderId, decision.code(), true);
            return;
        }
        if (slot != ClientOrderIds.NONE) {
            if (order.clientOrderIdSlot != ClientOrderIds.NONE) {
                state.clientOrderIds.setOpen(order.clientOrderIdSlot, false);
            }
            state.clientOrderIds.setOpen(slot, true);
            order.clientOrderIdSlot = slot;
        }
        execution.reschedule(order, timeInForce(request, order), expiry(request, order));
        execution.replace(decision.approved(), order, total, request.limitPriceE8(), request.stopPriceE8());
    }

    private void bind(
            ReplaceOrderDecoder request, Account account, Order order, long total, long newLeaves, long increment) {
        Position position = order.position == null ? account.positions().open(order.symbolId) : order.position;
        context.take(order, account, request.origin().sessionId());
        context.quantityE8 = increment;
        context.totalQuantityE8 = total;
        context.limitPriceE8 = request.limitPriceE8() == Fixed.ABSENT ? order.limitPriceE8 : request.limitPriceE8();
        context.stopPriceE8 = request.stopPriceE8() == Fixed.ABSENT ? order.stopPriceE8 : request.stopPriceE8();
        context.reduceOnly = order.hasFlag(Order.FLAG_REDUCE_ONLY) && increment > 0;
        context.value(position);
        try {
            context.bind(position, context.value.equityE8);
            boolean onlyFalls = newLeaves <= order.leavesE8
                    && context.limitPriceE8 == order.limitPriceE8
                    && context.stopPriceE8 == order.stopPriceE8;
            if (!onlyFalls) {
                long openOwn = (order.isBuy() ? position.openBuyE8 : position.openSellE8) - order.leavesE8;
                context.strictForData = context.reducePart(newLeaves, openOwn) == newLeaves;
            }
            gates.read(context, readings);
        } catch (ArithmeticException e) {
            gates.refuse(readings);
        }
    }
}
