package io.ringfence.engine.control;

import io.ringfence.engine.execution.VenueEvents;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.state.KillCause;
import io.ringfence.engine.state.Order;

/** Which orders a mass cancel takes; -1 in a field means all. */
final class CancelFilter {
    final int accountId;
    final int symbolId;
    final int strategyId;
    final int side;
    final int sessionId;
    final byte reason;

    CancelFilter(int accountId, int symbolId, int strategyId, int side, int sessionId) {
        this.accountId = accountId;
        this.symbolId = symbolId;
        this.strategyId = strategyId;
        this.side = side;
        this.sessionId = sessionId;
        reason = VenueEvents.CANCELED_MASS;
    }

    /** All orders in the scope of a trip. */
    CancelFilter(byte scope, int accountId, int targetId, byte cause) {
        this.accountId = scope == Scope.ACCOUNT || scope == Scope.STRATEGY ? accountId : -1;
        symbolId = scope == Scope.SYMBOL ? targetId : -1;
        strategyId = scope == Scope.STRATEGY ? targetId : -1;
        sessionId = scope == Scope.SESSION ? targetId : -1;
        side = -1;
        reason = cause == KillCause.DEAD_MAN ? VenueEvents.CANCELED_DEAD_MAN : VenueEvents.CANCELED_KILL;
    }

    boolean takes(Order order) {
        return (symbolId < 0 || order.symbolId == symbolId)
                && (strategyId < 0 || order.strategyId == strategyId)
                && (side < 0 || order.side == side)
                && (sessionId < 0 || order.sessionId == sessionId);
    }
}
