package io.ringfence.gateway.json;

import io.ringfence.engine.gates.Readings;
import io.ringfence.engine.gates.Scope;
import io.ringfence.engine.units.Decimal;
import io.ringfence.engine.units.Fixed;
import io.ringfence.gateway.record.DecisionView;
import io.ringfence.gateway.record.Names;
import io.ringfence.gateway.record.OrderView;
import org.jspecify.annotations.Nullable;

/** How to show what a gate read: levels, scores, bps and counts as integers, money and quantities as decimals. */
final class GateValues {
    private static final int MAX_ORDER_QTY = 701;
    private static final int MAX_ORDER_NOTIONAL = 702;

    private GateValues() {}

    static String value(int gate, long value) {
        boolean scaled = gate == 3 || gate >= 6;
        return scaled ? Decimal.format(value) : Long.toString(value);
    }

    /** {@code account:A1}, {@code global}; null where the reading belongs to no scope. */
    static @Nullable String scope(Readings readings, int gate, OrderView order, Names names) {
        int scope = readings.scopeType[gate];
        int id = readings.scopeId[gate];
        String key = switch (scope) {
            case Scope.GLOBAL -> "";
            case Scope.ACCOUNT -> names.account(order.accountId);
            case Scope.SYMBOL -> names.symbol(id >= 0 ? id : order.symbolId);
            case Scope.STRATEGY -> strategyKey(id >= 0 ? id : order.strategyId, order.accountId, names);
            case Scope.NONE -> null;
            default -> id >= 0 ? Integer.toString(id) : "";
        };
        if (key == null) {
            return null;
        }
        return key.isEmpty() ? Scope.name(scope) : Scope.name(scope) + ":" + key;
    }

    private static @Nullable String strategyKey(int strategyId, int accountId, Names names) {
        String strategy = names.strategy(strategyId);
        return strategy == null ? null : names.account(accountId) + "/" + strategy;
    }

    /**
     * The largest quantity that every gate would allow now, in whole lots; null where the readings do not say. A
     * fat-finger reading hides what the rest of its gate would have allowed.
     */
    static @Nullable String maxQuantityNow(DecisionView decision, OrderView order, Names names) {
        if (decision.gateBitmap != Readings.ALL_GATES) {
            return null;
        }
        long least = decision.quantityE8;
        for (int gate = 1; gate <= Readings.GATES; gate++) {
            int code = decision.readings.code[gate];
            if (code == MAX_ORDER_QTY || code == MAX_ORDER_NOTIONAL) {
                return null;
            }
            least = Math.min(least, decision.readings.allowedE8[gate]);
        }
        long lot = Math.max(1, names.lotE8(order.symbolId));
        return Decimal.format(Math.max(0, least) / lot * lot);
    }

    /** {@link Fixed#ABSENT} shows as "none": a limit that is not set. */
    static String limit(int gate, long limit) {
        return limit == Fixed.ABSENT ? "none" : value(gate, limit);
    }
}
