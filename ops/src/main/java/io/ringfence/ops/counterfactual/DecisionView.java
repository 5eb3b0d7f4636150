package io.ringfence.ops.counterfactual;

import io.ringfence.engine.gates.Decision;
import io.ringfence.engine.gates.DecisionProbe;
import io.ringfence.engine.gates.OrderContext;
import io.ringfence.engine.gates.Readings;

/** What of an order's context outlives its decision: whose it is, and at which price its size is measured. */
final class DecisionView implements DecisionProbe {
    boolean present;
    int accountId;
    int symbolId;
    byte side;
    long orderPriceE8;

    void forget() {
        present = false;
    }

    @Override
    public void decided(OrderContext order, Readings readings, Decision decision) {
        present = true;
        accountId = order.account.id;
        symbolId = order.instrument.symbolId;
        side = order.side;
        orderPriceE8 = order.hasMark ? order.orderPriceE8 : 0;
    }
}
