package io.ringfence.engine.control;

import io.ringfence.engine.decode.OrderValidator;
import io.ringfence.engine.execution.Execution;
import io.ringfence.engine.state.EngineState;
import io.ringfence.engine.state.Order;

/** What venue and prices say against an order or against the new terms of one, in the order of api.md section 1.3. */
final class MarketChecks {
    private static final int STOP_PRICE = 1026;
    private static final int COLLAR = 1014;
    private static final int WOULD_TAKE = 1019;
    private static final int SELF_MATCH = 1020;

    private final EngineState state;
    private final Execution execution;
    private final OrderValidator validator;

    MarketChecks(EngineState state, Execution execution, OrderValidator validator) {
        this.state = state;
        this.execution = execution;
        this.validator = validator;
    }

    /**
     * 1026, 1014, 1019.
     *
     * @param named whether the request named the limit price, which is then held against the collar
     */
    int terms(Order order, boolean named) {
        boolean waiting = order.isStop() && !order.triggered;
        if (waiting && execution.venue().isStopReached(order.symbolId, order.side, order.stopPriceE8)) {
            return STOP_PRICE;
        }
        if (named
                && validator.isOutsideCollar(
                        state.instruments.get(order.symbolId), order.isBuy(), order.limitPriceE8)) {
            return COLLAR;
        }
        return order.hasFlag(Order.FLAG_POST_ONLY) && execution.venue().wouldTake(order) ? WOULD_TAKE : 0;
    }

    /** 1020, last of all. */
    int selfMatch(Order order) {
        boolean meets = order.smpMode == Order.SMP_REJECT && execution.venue().wouldSelfMatch(order);
        return meets ? SELF_MATCH : 0;
    }
}
