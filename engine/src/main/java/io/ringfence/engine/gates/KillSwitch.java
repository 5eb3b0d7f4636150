package io.ringfence.engine.gates;

import io.ringfence.engine.state.KillLevel;
import io.ringfence.engine.state.KillStates;

/**
 * Gate 1. The most severe level over the scopes that an order belongs to; ties report the widest first. HALTED refuses
 * everything new, REDUCE_ONLY what increases.
 */
final class KillSwitch {
    private static final int GATE = 1;
    private static final int REDUCE_ONLY_CODE = 111;
    private static final int UNKNOWN_CODE = 120;
    private static final int RECOVERING_CODE = 121;

    void read(OrderContext order, Readings readings) {
        KillStates kill = order.state.kill;
        if (kill.recovering || kill.unknown) {
            int code = kill.recovering ? RECOVERING_CODE : UNKNOWN_CODE;
            readings.reject(GATE, code, KillLevel.HALTED, 0, Scope.GLOBAL, -1);
            return;
        }
        byte scope = Scope.GLOBAL;
        byte level = kill.global;
        if (order.account.killLevel > level) {
            scope = Scope.ACCOUNT;
            level = order.account.killLevel;
        }
        if (order.instrument.killLevel > level) {
            scope = Scope.SYMBOL;
            level = order.instrument.killLevel;
        }
        if (order.strategy != null && order.strategy.killLevel > level) {
            scope = Scope.STRATEGY;
            level = order.strategy.killLevel;
        }
        if (kill.venue > level) {
            scope = Scope.VENUE;
            level = kill.venue;
        }
        byte session = kill.session(order.sessionId);
        if (session > level) {
            scope = Scope.SESSION;
            level = session;
        }
        answer(order, readings, level, scope);
    }

    private static void answer(OrderContext order, Readings readings, byte level, byte scope) {
        if (level == KillLevel.ACTIVE) {
            readings.pass(GATE, 100, 0, 0, order.quantityE8);
        } else if (level == KillLevel.HALTED) {
            readings.reject(GATE, 101 + scope, level, 0, scope, scopeId(order, scope));
        } else {
            Blocking.increases(GATE, REDUCE_ONLY_CODE, level, 0, order, readings, scope, scopeId(order, scope));
        }
    }

    private static int scopeId(OrderContext order, byte scope) {
        return switch (scope) {
            case Scope.ACCOUNT -> order.account.id;
            case Scope.SYMBOL -> order.instrument.symbolId;
            case Scope.STRATEGY -> order.strategy == null ? -1 : order.strategy.id;
            case Scope.SESSION -> order.sessionId;
            default -> -1;
        };
    }
}
