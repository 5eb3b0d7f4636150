package io.ringfence.gateway.fix;

import io.ringfence.gateway.record.OrderStatus;
import io.ringfence.gateway.record.OrderView;

/** An order as its reports tell it: the view that queries have too, and what only FIX asks for. */
final class FixOrder {
    final OrderView view;
    /** The session that entered it; 1 = REST. */
    final int sessionId;

    /** How the counterparty named what nobody knows here; else the known name. */
    String symbol = "";

    String account = "";

    FixOrder(OrderView view, int sessionId) {
        this.view = view;
        this.sessionId = sessionId;
    }

    /** OrdStatus (39). */
    char ordStatus() {
        return ordStatus(view.status);
    }

    static char ordStatus(OrderStatus status) {
        return switch (status) {
            case PENDING_NEW -> 'A';
            case NEW -> '0';
            case PARTIALLY_FILLED -> '1';
            case FILLED -> '2';
            case CANCELED -> '4';
            case EXPIRED -> 'C';
            case REJECTED -> '8';
        };
    }
}
